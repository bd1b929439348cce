package io.harrier.engine.gate;

import io.harrier.engine.evaluate.MadeUpTransactions;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.Step;
import io.harrier.engine.sequence.SequenceMatcher;
import io.harrier.engine.sequence.SequenceState;
import io.harrier.model.Transaction;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Measures one sequence where it is dearest: a user whose transactions come so fast that many lie
 * within its time, and of which every other one fits each step.
 */
final class SequenceTrial {
  private static final long SEED = 7;
  private static final int TRANSACTIONS_PER_ROUND = 32;
  private static final int ROUNDS = 16;
  private static final int TRANSACTIONS_WITHIN = 64;

  private final int maxOpenMatches;
  private final LongSupplier ticker;

  /**
   * @param ticker nanoseconds
   */
  SequenceTrial(int maxOpenMatches, LongSupplier ticker) {
    this.maxOpenMatches = maxOpenMatches;
    this.ticker = ticker;
  }

  /**
   * Nanoseconds that one transaction takes, after the first rounds have filled the user's open
   * matches.
   *
   * @param budget a sequence that seems to cost more, in nanoseconds, is measured again: code that
   *     has just been loaded is slow
   * @param patience nanoseconds after which no more is measured
   */
  Cost cost(PatternDefinition pattern, long budget, long patience) {
    long start = ticker.getAsLong();
    double nanos = nanos(pattern, patience);
    while (nanos > budget && ticker.getAsLong() - start < patience) {
      nanos = Math.min(nanos, nanos(pattern, patience));
    }
    return new Cost(pattern.id(), nanos);
  }

  private double nanos(PatternDefinition pattern, long patience) {
    SequenceMatcher matcher = new SequenceMatcher(List.of(pattern), maxOpenMatches);
    SequenceState state = new SequenceState();
    MadeUpTransactions made = new MadeUpTransactions(SEED);
    Random random = new Random(SEED);
    long step = Math.max(1, pattern.within() / TRANSACTIONS_WITHIN);
    long start = ticker.getAsLong();
    double least = Double.MAX_VALUE;
    int number = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long taken = 0;
      int done = 0;
      while (done < TRANSACTIONS_PER_ROUND && (done == 0 || taken < patience)) {
        Transaction transaction = made.next("user", ++number * step);
        Set<String> marks = marks(pattern, random);
        long before = ticker.getAsLong();
        matcher.onTime(state, transaction.eventTime());
        matcher.onTransaction(state, transaction, marks);
        taken += ticker.getAsLong() - before;
        done++;
      }
      if (number > TRANSACTIONS_WITHIN || taken >= patience) {
        least = Math.min(least, (double) taken / done);
      }
      if (ticker.getAsLong() - start > patience) {
        break;
      }
    }
    return least;
  }

  private static Set<String> marks(PatternDefinition pattern, Random random) {
    Set<String> marks = new HashSet<>();
    for (Step step : pattern.steps()) {
      if (random.nextBoolean()) {
        marks.add(step.mark());
      }
    }
    return marks;
  }
}
