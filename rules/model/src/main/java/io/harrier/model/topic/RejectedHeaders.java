package io.harrier.model.topic;

/** Headers of a record on {@code transactions.rejected}; values are UTF-8 text. */
public final class RejectedHeaders {
  /** Name of a {@link io.harrier.model.RejectReason}. */
  public static final String REASON = "reason";

  /** What exactly was wrong, in words; never holds a card number. */
  public static final String DETAIL = "detail";

  public static final String SOURCE_TOPIC = "source-topic";
  public static final String SOURCE_PARTITION = "source-partition";
  public static final String SOURCE_OFFSET = "source-offset";

  /** How many bytes the value had; only where the end was cut off. */
  public static final String ORIGINAL_BYTES = "original-bytes";

  private RejectedHeaders() {}
}
