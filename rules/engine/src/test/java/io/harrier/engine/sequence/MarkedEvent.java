package io.harrier.engine.sequence;

import io.harrier.model.Transaction;
import java.util.Set;

/** A transaction with its marks, flat, as both Flink and the matcher can take it. */
public final class MarkedEvent {
  public String userId;
  public String id;
  public long time;

  /** Separated by commas. */
  public String marks;

  public String deviceId;
  public String currency;
  public long amountMinor;
  public double latitude;
  public double longitude;

  Set<String> markSet() {
    return marks.isEmpty() ? Set.of() : Set.of(marks.split(",", -1));
  }

  Transaction transaction() {
    return Transaction.builder(id, userId, time)
        .deviceId(deviceId)
        .amount(amountMinor, currency)
        .location(latitude, longitude)
        .build();
  }

  @Override
  public String toString() {
    return userId
        + " "
        + id
        + "@"
        + time
        + " ["
        + marks
        + "] "
        + deviceId
        + " "
        + amountMinor
        + currency
        + " "
        + latitude
        + ","
        + longitude;
  }
}
