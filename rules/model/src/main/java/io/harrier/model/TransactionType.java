package io.harrier.model;

/** What the user did. A {@link #LOGIN} moves no money and carries amount 0. */
public enum TransactionType {
  PURCHASE,
  WITHDRAWAL,
  TRANSFER,
  DEPOSIT,
  REFUND,
  LOGIN
}
