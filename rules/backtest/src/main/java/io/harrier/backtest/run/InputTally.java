package io.harrier.backtest.run;

import io.harrier.backtest.truth.Label;
import io.harrier.backtest.truth.Labels;
import io.harrier.engine.evaluate.Evaluation;
import io.harrier.model.Transaction;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** What history consists of; for one thread. */
final class InputTally {
  /** What was seen of an episode. */
  static final class SeenEpisode {
    private final String userId;
    private final Amounts amounts = new Amounts();
    private int transactions;
    private long firstEventTime = Long.MAX_VALUE;

    SeenEpisode(String userId) {
      this.userId = userId;
    }

    /** One of its users. */
    String userId() {
      return userId;
    }

    Amounts amounts() {
      return amounts;
    }

    int transactions() {
      return transactions;
    }

    long firstEventTime() {
      return firstEventTime;
    }

    private void add(SeenEpisode other) {
      amounts.addAll(other.amounts);
      transactions += other.transactions;
      firstEventTime = Math.min(firstEventTime, other.firstEventTime);
    }
  }

  private final Labels labels;
  private final BitSet seenLabels = new BitSet();
  private final Map<Integer, SeenEpisode> episodes = new HashMap<>();
  private final Amounts lost = new Amounts();
  private long users;
  private long uncounted;
  private long decided;
  private long duplicates;
  private long late;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  InputTally(Labels labels) {
    this.labels = labels;
  }

  void onUser() {
    users++;
  }

  /** A transaction of the warm-up. */
  void onUncounted() {
    uncounted++;
  }

  void onEvaluated(Transaction transaction, Evaluation evaluation) {
    if (evaluation instanceof Evaluation.Duplicate) {
      duplicates++;
      return;
    }
    if (evaluation instanceof Evaluation.Decided) {
      decided++;
    } else {
      late++;
    }
    first = Math.min(first, transaction.eventTime());
    last = Math.max(last, transaction.eventTime());
    Label label = labels.of(transaction.transactionId());
    if (label != null) {
      seenLabels.set(label.number());
      SeenEpisode episode =
          episodes.computeIfAbsent(label.episode(), n -> new SeenEpisode(transaction.userId()));
      episode.transactions++;
      episode.firstEventTime = Math.min(episode.firstEventTime, transaction.eventTime());
      if (Amounts.isOutgoing(transaction)) {
        episode.amounts.add(transaction);
        lost.add(transaction);
      }
    }
  }

  void addAll(InputTally other) {
    seenLabels.or(other.seenLabels);
    other.episodes.forEach(
        (number, seen) ->
            episodes.computeIfAbsent(number, n -> new SeenEpisode(seen.userId)).add(seen));
    lost.addAll(other.lost);
    users += other.users;
    uncounted += other.uncounted;
    decided += other.decided;
    duplicates += other.duplicates;
    late += other.late;
    first = Math.min(first, other.first);
    last = Math.max(last, other.last);
  }

  /** Numbers of the labels whose transactions occur. */
  BitSet seenLabels() {
    return seenLabels;
  }

  /** Episodes of which something occurs, by number. */
  Map<Integer, SeenEpisode> episodes() {
    return episodes;
  }

  /** What fraud took. */
  Amounts lost() {
    return lost;
  }

  long users() {
    return users;
  }

  long uncounted() {
    return uncounted;
  }

  long decided() {
    return decided;
  }

  long duplicates() {
    return duplicates;
  }

  long late() {
    return late;
  }

  /** Event time of the first transaction counted, epoch milliseconds. */
  long first() {
    return first;
  }

  long last() {
    return last;
  }
}
