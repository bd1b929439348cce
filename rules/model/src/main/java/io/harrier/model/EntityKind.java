package io.harrier.model;

/** What of a transaction an entry of a list names; constants are only appended. */
public enum EntityKind {
  USER,
  DEVICE,
  /** An address belongs to the longest listed prefix that it begins with. */
  IP_PREFIX,
  MERCHANT,
  COUNTRY,
  COUNTERPARTY;

  /**
   * What the transaction has of this kind; of an {@link #IP_PREFIX}, its address. Null if absent.
   */
  public String of(Transaction transaction) {
    return switch (this) {
      case USER -> transaction.userId();
      case DEVICE -> transaction.deviceId();
      case IP_PREFIX -> transaction.ipAddress();
      case MERCHANT -> transaction.merchantId();
      case COUNTRY -> transaction.country();
      case COUNTERPARTY -> transaction.counterpartyId();
    };
  }
}
