package io.harrier.engine.window;

import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;

/**
 * The newest transaction of a history, as far as it is remembered: all but its id, and when it was
 * sent.
 */
final class NewestRow {
  /** In place of an id of which only the hash is known. */
  static final String FORGOTTEN_ID = "?";

  private NewestRow() {}

  static Transaction of(EventColumns columns, String userId) {
    int row = columns.to - 1;
    Transaction.Builder builder =
        Transaction.builder(FORGOTTEN_ID, userId, columns.time[row])
            .amount(columns.amount[row], columns.currency(row))
            .type(TransactionType.valueOf(name(columns, row, TransactionField.TYPE)))
            .channel(Channel.valueOf(name(columns, row, TransactionField.CHANNEL)))
            .status(TransactionStatus.valueOf(name(columns, row, TransactionField.STATUS)))
            .merchantId(columns.text(TransactionField.MERCHANT_ID, row))
            .terminalId(columns.text(TransactionField.TERMINAL_ID, row))
            .mcc(columns.text(TransactionField.MCC, row))
            .cardToken(columns.text(TransactionField.CARD_TOKEN, row))
            .deviceId(columns.text(TransactionField.DEVICE_ID, row))
            .ipAddress(columns.text(TransactionField.IP_ADDRESS, row))
            .counterpartyId(columns.text(TransactionField.COUNTERPARTY_ID, row))
            .country(columns.text(TransactionField.COUNTRY, row));
    if (columns.latitude[row] != Degrees.ABSENT && columns.longitude[row] != Degrees.ABSENT) {
      builder.location(
          Degrees.toDouble(columns.latitude[row]), Degrees.toDouble(columns.longitude[row]));
    }
    return builder.build();
  }

  private static String name(EventColumns columns, int row, TransactionField field) {
    return EventKind.name(columns.kind[row], field);
  }
}
