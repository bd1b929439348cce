package io.harrier.detection.savepoint;

import io.harrier.model.Alert;
import io.harrier.model.Decision;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What a resumed job reads and writes, in the memory of the JVM that both run in. */
final class World {
  private static final Map<String, World> ALL = new ConcurrentHashMap<>();

  private final String name;
  private final Map<String, List<? extends List<?>>> topics;
  private final Ledger<Decision> decisions = new Ledger<>();
  private final Ledger<Alert> alerts = new Ledger<>();

  /** Transactions from this event time on are held back until {@link #heard}. */
  private final long heldFrom;

  private final CompletableFuture<Void> heard = new CompletableFuture<>();
  private final AtomicInteger preparing;
  private final String awaitedRelease;

  private final AtomicInteger failuresAtStart;
  private final AtomicInteger readsUntilFailure;

  /**
   * @param topics partitions of what each topic holds, by offset
   * @param heldFrom transactions from this event time on come only when every subtask has prepared
   *     {@code awaitedRelease}, as the lead of a release sees to it elsewhere
   * @param subtasks how many there are
   * @param crashes whether the job fails while it is restored, and once more later
   */
  World(
      String name,
      Map<String, List<? extends List<?>>> topics,
      long heldFrom,
      String awaitedRelease,
      int subtasks,
      boolean crashes) {
    this.name = name;
    this.topics = topics;
    this.heldFrom = heldFrom;
    this.awaitedRelease = awaitedRelease;
    this.preparing = new AtomicInteger(subtasks);
    this.failuresAtStart = new AtomicInteger(crashes ? 1 : 0);
    this.readsUntilFailure = new AtomicInteger(crashes ? 70 : Integer.MAX_VALUE);
    ALL.put(name, this);
  }

  static World named(String name) {
    return ALL.get(name);
  }

  void forget() {
    ALL.remove(name);
  }

  String name() {
    return name;
  }

  List<?> partition(String topic, int partition) {
    return topics.get(topic).get(partition);
  }

  long heldFrom() {
    return heldFrom;
  }

  CompletableFuture<Void> heard() {
    return heard;
  }

  void onPrepared(String releaseId) {
    if (releaseId.equals(awaitedRelease) && preparing.decrementAndGet() == 0) {
      heard.complete(null);
    }
  }

  Ledger<Decision> decisions() {
    return decisions;
  }

  Ledger<Alert> alerts() {
    return alerts;
  }

  /** Fails the first start of a job that is to crash. */
  void onStart() {
    if (failuresAtStart.getAndDecrement() > 0) {
      throw new IllegalStateException("crash while the job is restored, as the test says");
    }
  }

  /** Fails one read of a job that is to crash. */
  void onRead() {
    if (readsUntilFailure.getAndDecrement() == 0) {
      throw new IllegalStateException("crash while the job runs, as the test says");
    }
  }
}
