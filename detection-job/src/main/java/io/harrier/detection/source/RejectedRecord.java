package io.harrier.detection.source;

import io.harrier.model.RejectReason;
import java.util.Objects;

/**
 * A record that is not a valid transaction, with every full card number masked.
 *
 * @param key as received, masked; may be {@code null}
 * @param value as received, masked; {@code null} for a tombstone
 * @param detail what exactly was wrong, in words
 * @param topic where it was read
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record RejectedRecord(
    byte[] key,
    byte[] value,
    RejectReason reason,
    String detail,
    String topic,
    int partition,
    long offset) {

  public RejectedRecord {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(topic, "topic");
  }
}
