package io.harrier.model;

/** Where the transaction was made. */
public enum Channel {
  POS,
  ECOMMERCE,
  ATM,
  MOBILE,
  WEB,
  API
}
