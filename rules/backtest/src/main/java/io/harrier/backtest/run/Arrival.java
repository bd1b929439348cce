package io.harrier.backtest.run;

import io.harrier.model.Transaction;

/**
 * A transaction as it comes to its user.
 *
 * @param watermark before it
 * @param counted whether what comes of it is counted
 */
record Arrival(Transaction transaction, long watermark, boolean counted) {}
