/** One transaction out of history, and why it was decided as it was. */
package io.harrier.backtest.explain;
