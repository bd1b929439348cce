package io.harrier.model;

/** What the issuer answered before the transaction reached Harrier. */
public enum TransactionStatus {
  APPROVED,
  DECLINED
}
