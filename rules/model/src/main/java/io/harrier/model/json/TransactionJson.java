package io.harrier.model.json;

import io.harrier.model.Transaction;

/** SKELETON: JSON of {@link Transaction}. */
public final class TransactionJson {
  /** The largest record that is looked at, in bytes. */
  public static final int MAX_BYTES = 65_536;

  private TransactionJson() {}

  /** UTF-8 JSON of one transaction; absent fields are left out. */
  public static byte[] encode(Transaction value) {
    throw new UnsupportedOperationException("skeleton");
  }

  /**
   * @param json the record's value; may be {@code null} (a tombstone)
   * @throws RejectedException for anything the contract does not allow, with its reason
   */
  public static Transaction decode(byte[] json) throws RejectedException {
    throw new UnsupportedOperationException("skeleton");
  }
}
