package io.harrier.simulator.sink;

import io.harrier.model.Transaction;

/** Says on a transaction when it was produced. */
public final class Stamp {
  private Stamp() {}

  /** The same transaction, produced at this moment. */
  public static Transaction produced(Transaction transaction, long epochMillis) {
    return new Transaction(
        transaction.transactionId(),
        transaction.userId(),
        transaction.eventTime(),
        transaction.amountMinor(),
        transaction.currency(),
        transaction.type(),
        transaction.channel(),
        transaction.status(),
        transaction.merchantId(),
        transaction.terminalId(),
        transaction.mcc(),
        transaction.cardToken(),
        transaction.deviceId(),
        transaction.ipAddress(),
        transaction.counterpartyId(),
        transaction.country(),
        transaction.latitude(),
        transaction.longitude(),
        epochMillis);
  }
}
