package io.harrier.reference;

import java.time.OffsetDateTime;

/** Debezium's text for a {@code timestamptz}. */
final class Timestamps {
  private Timestamps() {}

  static long epochMillis(String isoWithOffset) {
    return OffsetDateTime.parse(isoWithOffset).toInstant().toEpochMilli();
  }
}
