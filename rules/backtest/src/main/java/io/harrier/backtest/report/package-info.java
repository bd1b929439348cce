/** What a backtest comes to: as records, as text, as JSON, as a page of HTML. */
package io.harrier.backtest.report;
