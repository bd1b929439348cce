package io.harrier.detection.source;

import io.harrier.model.Transaction;

/** A record of the topic {@code transactions}, decoded: a transaction, or a record that is none. */
public sealed interface Received {

  /** It can be evaluated. */
  record Valid(Transaction transaction) implements Received {}

  /** It cannot, and moves no watermark. */
  record Rejected(RejectedRecord record) implements Received {}
}
