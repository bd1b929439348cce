package io.harrier.model;

/** Why a record of the topic {@code transactions} cannot be evaluated; the name is the code. */
public enum RejectReason {
  /** The record has no value. */
  TOMBSTONE,
  /** The value is larger than {@code TransactionJson.MAX_BYTES}. */
  TOO_LARGE,
  /** The bytes are not UTF-8. */
  BAD_UTF8,
  /** Not one complete JSON object. */
  BROKEN_JSON,
  /** A required field is absent or null. */
  MISSING_FIELD,
  /** A field appears twice. */
  DUPLICATE_FIELD,
  /** A field has another JSON type than the contract says. */
  WRONG_TYPE,
  /** A number is NaN or infinite. */
  NOT_A_NUMBER,
  /** A value is of the right type, but not one the contract allows. */
  OUT_OF_RANGE,
  /** A value is not among those the contract lists. */
  UNKNOWN_ENUM,
  /** A field holds a full card number. */
  CARD_NUMBER,
  /** The event time is too far ahead of the clock. */
  FUTURE_TIME
}
