package io.harrier.local.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * When the newest transactions were sent, so that an answer's latency is known from the producer to
 * the reader. Bounded: of what is older than the newest {@code capacity}, nothing is known.
 */
public final class EmissionTimes {
  private final Map<String, Long> sentAt;

  public EmissionTimes(int capacity) {
    this.sentAt = new Newest(capacity);
  }

  public synchronized void sent(String transactionId, long epochMillis) {
    sentAt.putIfAbsent(transactionId, epochMillis);
  }

  public synchronized OptionalLong of(String transactionId) {
    Long time = sentAt.get(transactionId);
    return time == null ? OptionalLong.empty() : OptionalLong.of(time);
  }

  private static final class Newest extends LinkedHashMap<String, Long> {
    private static final long serialVersionUID = 1L;
    private final int capacity;

    Newest(int capacity) {
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
      return size() > capacity;
    }
  }
}
