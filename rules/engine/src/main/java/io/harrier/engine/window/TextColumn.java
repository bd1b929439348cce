package io.harrier.engine.window;

import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Transaction;
import java.util.function.Function;

/**
 * The texts of a transaction that a history keeps by dictionary. Written by ordinal: append only.
 */
// The ordinal is what is written; accessors have no state.
@SuppressWarnings({"EnumOrdinal", "ImmutableEnumChecker"})
enum TextColumn {
  CURRENCY(TransactionField.CURRENCY, Transaction::currency),
  MERCHANT_ID(TransactionField.MERCHANT_ID, Transaction::merchantId),
  TERMINAL_ID(TransactionField.TERMINAL_ID, Transaction::terminalId),
  MCC(TransactionField.MCC, Transaction::mcc),
  CARD_TOKEN(TransactionField.CARD_TOKEN, Transaction::cardToken),
  DEVICE_ID(TransactionField.DEVICE_ID, Transaction::deviceId),
  IP_ADDRESS(TransactionField.IP_ADDRESS, Transaction::ipAddress),
  COUNTERPARTY_ID(TransactionField.COUNTERPARTY_ID, Transaction::counterpartyId),
  COUNTRY(TransactionField.COUNTRY, Transaction::country);

  static final int COUNT = values().length;
  private static final TextColumn[] BY_FIELD = new TextColumn[TransactionField.values().length];

  static {
    for (TextColumn column : values()) {
      BY_FIELD[column.field.ordinal()] = column;
    }
  }

  private final TransactionField field;
  private final Function<Transaction, String> value;

  TextColumn(TransactionField field, Function<Transaction, String> value) {
    this.field = field;
    this.value = value;
  }

  /** Position of the column. */
  int index() {
    return ordinal();
  }

  /** The transaction's text, or {@code null}. */
  String of(Transaction transaction) {
    return value.apply(transaction);
  }

  /** The column of a field, or {@code null} when its values are not kept in one. */
  static TextColumn of(TransactionField field) {
    return BY_FIELD[field.ordinal()];
  }
}
