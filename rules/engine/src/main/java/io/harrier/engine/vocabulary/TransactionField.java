package io.harrier.engine.vocabulary;

import java.util.Optional;

/** What rules, feature filters and sequence steps can ask of a transaction, by its name there. */
public enum TransactionField implements FactField {
  TRANSACTION_ID("transactionId", ValueType.TEXT),
  EVENT_TIME("eventTime", ValueType.INTEGER),
  /** The exact amount in major units of the currency. */
  AMOUNT("amount", ValueType.DECIMAL),
  AMOUNT_MINOR("amountMinor", ValueType.INTEGER),
  CURRENCY("currency", ValueType.TEXT),
  TYPE("type", ValueType.TEXT),
  CHANNEL("channel", ValueType.TEXT),
  STATUS("status", ValueType.TEXT),
  MERCHANT_ID("merchantId", ValueType.TEXT),
  TERMINAL_ID("terminalId", ValueType.TEXT),
  MCC("mcc", ValueType.TEXT),
  CARD_TOKEN("cardToken", ValueType.TEXT),
  DEVICE_ID("deviceId", ValueType.TEXT),
  IP_ADDRESS("ipAddress", ValueType.TEXT),
  COUNTERPARTY_ID("counterpartyId", ValueType.TEXT),
  COUNTRY("country", ValueType.TEXT),
  LATITUDE("latitude", ValueType.DECIMAL),
  LONGITUDE("longitude", ValueType.DECIMAL),
  /** Hour of the day in UTC, 0 to 23. */
  HOUR("hour", ValueType.INTEGER),
  /** Day of the week in UTC, 1 (Monday) to 7. */
  DAY_OF_WEEK("dayOfWeek", ValueType.INTEGER);

  private final String fieldName;
  private final ValueType type;

  TransactionField(String fieldName, ValueType type) {
    this.fieldName = fieldName;
    this.type = type;
  }

  public static Optional<TransactionField> named(String name) {
    return FactField.named(values(), name);
  }

  @Override
  public Fact fact() {
    return Fact.TRANSACTION;
  }

  @Override
  public String fieldName() {
    return fieldName;
  }

  @Override
  public ValueType type() {
    return type;
  }
}
