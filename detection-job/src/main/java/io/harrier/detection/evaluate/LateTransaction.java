package io.harrier.detection.evaluate;

import io.harrier.model.Transaction;

/**
 * A transaction that was too far behind its user's newest one.
 *
 * @param byMillis how far, milliseconds
 */
public record LateTransaction(Transaction transaction, long byMillis) {}
