package io.harrier.engine.sequence;

import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Transaction;

/** The value of a field as text: equal texts are equal values. */
final class FieldText {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  private FieldText() {}

  /** {@code null} if the transaction has no value there. */
  static String of(Transaction transaction, TransactionField field) {
    return switch (field) {
      case TRANSACTION_ID -> transaction.transactionId();
      case EVENT_TIME -> Long.toString(transaction.eventTime());
      // An amount equals another only in the same currency.
      case AMOUNT -> transaction.amountMinor() + " " + transaction.currency();
      case AMOUNT_MINOR -> Long.toString(transaction.amountMinor());
      case CURRENCY -> transaction.currency();
      case TYPE -> transaction.type().name();
      case CHANNEL -> transaction.channel().name();
      case STATUS -> transaction.status().name();
      case MERCHANT_ID -> transaction.merchantId();
      case TERMINAL_ID -> transaction.terminalId();
      case MCC -> transaction.mcc();
      case CARD_TOKEN -> transaction.cardToken();
      case DEVICE_ID -> transaction.deviceId();
      case IP_ADDRESS -> transaction.ipAddress();
      case COUNTERPARTY_ID -> transaction.counterpartyId();
      case COUNTRY -> transaction.country();
      case LATITUDE -> coordinate(transaction.latitude());
      case LONGITUDE -> coordinate(transaction.longitude());
      case HOUR -> Long.toString(Math.floorMod(transaction.eventTime(), DAY_MILLIS) / HOUR_MILLIS);
      // The epoch began on a Thursday, day 4.
      case DAY_OF_WEEK ->
          Long.toString(
              Math.floorMod(Math.floorDiv(transaction.eventTime(), DAY_MILLIS) + 3, 7L) + 1);
    };
  }

  private static String coordinate(double degrees) {
    return Double.isNaN(degrees) ? null : Double.toString(degrees + 0.0);
  }
}
