/**
 * Two releases on the same transactions, or on the same stream: what one of them says otherwise.
 */
package io.harrier.backtest.compare;
