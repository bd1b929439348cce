package io.harrier.backtest.compare;

import io.harrier.backtest.report.ComparedPart;
import io.harrier.engine.window.LongSet;
import io.harrier.engine.window.TextHash;
import io.harrier.model.Decision;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which decisions are compared. After a crash a transaction may be decided anew: the first answer
 * is the one that somebody acted on. That it is the first is known by a hash of 64 bits, so that
 * millions of transactions fit into little memory; among ten million, one is taken for a repeat
 * with a probability of 3 in a million.
 */
final class CountedDecisions {
  private final RecordedPart part;
  private final LongSet seen = new LongSet();
  private final Map<String, Long> ofOthers = new TreeMap<>();
  private long counted;
  private long awaited;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  CountedDecisions(RecordedPart part) {
    this.part = part;
  }

  /** Whether a decision belongs to the part, and is the first of its transaction. */
  boolean isNew(Decision decision) {
    return part.holds(decision) && seen.add(TextHash.of(decision.transactionId()));
  }

  /** Another release decided. */
  void leaveOut(Decision decision) {
    ofOthers.merge(decision.release() == null ? "-" : decision.release(), 1L, Long::sum);
  }

  /** Its alerts are not all there. */
  void await() {
    awaited++;
  }

  void count(Decision decision) {
    counted++;
    first = Math.min(first, decision.eventTime());
    last = Math.max(last, decision.eventTime());
  }

  ComparedPart part() {
    return new ComparedPart(
        Instant.ofEpochMilli(part.since()),
        counted == 0 ? null : Instant.ofEpochMilli(first),
        counted == 0 ? null : Instant.ofEpochMilli(last),
        counted,
        ofOthers,
        awaited);
  }
}
