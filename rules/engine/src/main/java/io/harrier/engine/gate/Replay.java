package io.harrier.engine.gate;

import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.MadeUpTransactions;
import io.harrier.engine.evaluate.ReleaseEvaluator;
import io.harrier.engine.evaluate.UserState;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.rule.ConditionTrial;
import io.harrier.engine.session.ClosedSession;
import io.harrier.engine.window.EventHistory;
import io.harrier.engine.window.FeaturePlan;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.Transaction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Runs a loaded release on made-up transactions, and measures it: the whole, and each rule by
 * itself. A measurement is the least mean of many short rounds: a machine that is busy with
 * something else makes some rounds slow, and never one fast.
 */
final class Replay {
  static final int TRANSACTIONS = 10_000;

  private static final long SEED = 20_260_105;
  private static final int TRANSACTIONS_PER_ROUND = 250;
  private static final int SAMPLES = 64;
  private static final int ROUNDS = 32;
  private static final int ROUNDS_OF_DOUBT = 512;

  private final LoadedRelease release;
  private final EvaluationSettings settings;
  private final LongSupplier ticker;

  /**
   * @param ticker nanoseconds
   */
  Replay(LoadedRelease release, EvaluationSettings settings, LongSupplier ticker) {
    this.release = release;
    this.settings = settings;
    this.ticker = ticker;
  }

  /** Nanoseconds that one transaction takes. */
  double transaction() {
    MadeUpTransactions made = new MadeUpTransactions(SEED);
    Map<String, UserState> users = new HashMap<>();
    double least = Double.MAX_VALUE;
    try (ReleaseEvaluator evaluator =
        new ReleaseEvaluator(release, release.definition().name() + "@replay", settings)) {
      for (int done = 0; done < TRANSACTIONS; done += TRANSACTIONS_PER_ROUND) {
        long taken = 0;
        for (int i = 0; i < TRANSACTIONS_PER_ROUND; i++) {
          Transaction transaction = made.next();
          UserState user = users.computeIfAbsent(transaction.userId(), id -> new UserState());
          long before = ticker.getAsLong();
          evaluator.evaluate(user, transaction, made.risk(transaction), transaction.eventTime());
          taken += ticker.getAsLong() - before;
        }
        least = Math.min(least, (double) taken / TRANSACTIONS_PER_ROUND);
      }
    }
    return least;
  }

  /**
   * What each rule costs, in the order of the release.
   *
   * @param budget a rule that seems to cost more, in nanoseconds, is measured for longer
   */
  List<Cost> rules(long budget) {
    ConditionTrial trial = release.newConditionTrial(samples());
    List<Cost> costs = new ArrayList<>();
    for (int rule = 0; rule < trial.rules(); rule++) {
      double nanos = trial.nanos(rule, ROUNDS, ticker);
      if (nanos > budget) {
        nanos = Math.min(nanos, trial.nanos(rule, ROUNDS_OF_DOUBT, ticker));
      }
      RuleDefinition definition = release.definition().rules().get(rule);
      costs.add(new Cost(definition.id(), nanos));
    }
    return costs;
  }

  /** Transactions with the features that they have after all those before them. */
  private List<ConditionTrial.Sample> samples() {
    ReleaseDefinition definition = release.definition();
    FeaturePlan plan =
        new FeaturePlan(
            definition.features(),
            settings.maxEventsPerUser(),
            settings.deduplicationHorizon().toMillis(),
            settings.allowedLateness().toMillis());
    MadeUpTransactions made = new MadeUpTransactions(SEED);
    Map<String, EventHistory> users = new HashMap<>();
    List<ConditionTrial.Sample> samples = new ArrayList<>();
    for (int i = 1; samples.size() < SAMPLES; i++) {
      Transaction transaction = made.next();
      EventHistory history = users.computeIfAbsent(transaction.userId(), id -> new EventHistory());
      history.add(transaction, plan);
      if (i % 32 == 0) {
        FeatureValues values = new FeatureValues(definition.features().size());
        plan.evaluate(history, transaction, values);
        samples.add(
            new ConditionTrial.Sample(
                transaction, values, made.risk(transaction), session(transaction, i)));
      }
    }
    return samples;
  }

  private static ClosedSession session(Transaction last, int count) {
    return new ClosedSession(
        last.eventTime() - count * 1_000L,
        last.eventTime(),
        count,
        count / 8,
        BigDecimal.valueOf(last.amountMinor(), 2),
        last.currency(),
        Math.min(count, 64),
        2,
        List.of(last.transactionId()));
  }
}
