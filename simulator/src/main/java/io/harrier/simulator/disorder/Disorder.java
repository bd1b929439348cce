package io.harrier.simulator.disorder;

import io.harrier.model.Transaction;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.record.SimulatedRecord;
import io.harrier.simulator.record.SimulatedRecord.Delivery;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Does to a stream what producers and networks do: delays, repeats and damages. Nothing is lost,
 * and fraud is never late, so that a missed episode is the fault of the rules alone.
 */
public final class Disorder {
  /** Delays stay below the allowed lateness of a minute, with room for the user's other delays. */
  private static final long MAX_DELAY = 50_000;

  private static final long MIN_DELAY = 1_000;

  /** A late transaction comes after one of its user's that is newer by more than this. */
  private static final long LATE_BY = 61_000;

  /**
   * @param position event time at which it is emitted
   * @param number breaks ties in the order of arrival here
   */
  private record Pending(long position, long number, SimulatedRecord record) {}

  private final DisorderShares shares;
  private final Randomness random;
  private final MalformedRecords malformed;
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(
          Comparator.comparingLong(Pending::position).thenComparingLong(Pending::number));
  private final Map<String, SimulatedRecord.Valid> held = new HashMap<>();
  private final Queue<SimulatedRecord> ready = new ArrayDeque<>();
  private long number;
  private long position = Long.MIN_VALUE;

  /**
   * @param end event time at which the stream ends, epoch milliseconds
   */
  public Disorder(DisorderShares shares, long seed, long end) {
    this.shares = shares;
    random = Randomness.of(seed, "disorder", 0);
    malformed = new MalformedRecords(Randomness.of(seed, "malformed", 0), end);
  }

  /** Takes what happened next, in order of event time. */
  public void add(Happening happening) {
    Transaction transaction = happening.transaction();
    long time = transaction.eventTime();
    if (happening.truth().isEmpty()
        && random.chance(shares.late())
        && !held.containsKey(transaction.userId())) {
      held.put(
          transaction.userId(),
          new SimulatedRecord.Valid(transaction, Delivery.LATE, happening.truth()));
    } else {
      long delay = random.chance(shares.outOfOrder()) ? random.between(MIN_DELAY, MAX_DELAY) : 0;
      Delivery delivery = delay == 0 ? Delivery.IN_ORDER : Delivery.OUT_OF_ORDER;
      enqueue(time + delay, new SimulatedRecord.Valid(transaction, delivery, happening.truth()));
      if (random.chance(shares.duplicate())) {
        enqueue(
            time + random.between(delay, MAX_DELAY),
            new SimulatedRecord.Valid(transaction, Delivery.DUPLICATE, List.of()));
      }
    }
    if (random.chance(shares.malformed())) {
      enqueue(time, malformed.next(transaction.userId(), time));
    }
    release(time);
  }

  /** Nothing happens any more: everything still pending becomes ready. */
  public void end() {
    release(Long.MAX_VALUE);
    held.values().stream()
        .map(
            late ->
                // Nothing newer of its user came, so it is not late after all.
                new SimulatedRecord.Valid(late.transaction(), Delivery.OUT_OF_ORDER, late.truth()))
        .sorted(Comparator.comparing(SimulatedRecord.Valid::userId))
        .forEach(ready::add);
    held.clear();
  }

  /** The next record to emit, or {@code null} when more must happen first. */
  public SimulatedRecord poll() {
    return ready.poll();
  }

  /** Event time up to which everything has become ready, but for what is late. */
  public long position() {
    return position;
  }

  private void enqueue(long at, SimulatedRecord record) {
    pending.add(new Pending(at, number++, record));
  }

  private void release(long time) {
    while (!pending.isEmpty() && pending.peek().position() <= time) {
      Pending next = pending.poll();
      position = next.position();
      ready.add(next.record());
      if (next.record() instanceof SimulatedRecord.Valid valid) {
        SimulatedRecord.Valid late = held.get(valid.userId());
        if (late != null
            && valid.transaction().eventTime() - late.transaction().eventTime() > LATE_BY) {
          ready.add(held.remove(valid.userId()));
        }
      }
    }
  }
}
