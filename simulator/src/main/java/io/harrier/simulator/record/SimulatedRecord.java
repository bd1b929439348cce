package io.harrier.simulator.record;

import io.harrier.model.RejectReason;
import io.harrier.model.Transaction;
import io.harrier.simulator.truth.Truth;
import java.util.List;
import java.util.Objects;

/** One record for the topic {@code transactions}. */
public sealed interface SimulatedRecord {

  /** The record's key. */
  String userId();

  /** How a valid record comes. */
  enum Delivery {
    IN_ORDER,
    /** Delayed within the allowed lateness. */
    OUT_OF_ORDER,
    /** Delayed beyond the allowed lateness, measured against the same user's newest. */
    LATE,
    /** Sent a second time. */
    DUPLICATE
  }

  /**
   * A transaction.
   *
   * @param truth what is known of it; empty when it is honest
   */
  record Valid(Transaction transaction, Delivery delivery, List<Truth> truth)
      implements SimulatedRecord {
    public Valid {
      Objects.requireNonNull(transaction, "transaction");
      Objects.requireNonNull(delivery, "delivery");
      truth = List.copyOf(truth);
    }

    @Override
    public String userId() {
      return transaction.userId();
    }
  }

  /**
   * Bytes that are no transaction.
   *
   * @param reason why it must be rejected
   * @param bytes {@code null} for a tombstone
   */
  @SuppressWarnings("ArrayRecordComponent") // written once and never compared
  record Malformed(String userId, RejectReason reason, byte[] bytes) implements SimulatedRecord {
    public Malformed {
      Objects.requireNonNull(userId, "userId");
      Objects.requireNonNull(reason, "reason");
    }
  }
}
