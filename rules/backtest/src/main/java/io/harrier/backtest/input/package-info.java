/** Where history comes from: records in the order of their arrival, and what was known then. */
package io.harrier.backtest.input;
