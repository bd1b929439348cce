package io.harrier.backtest.run;

import io.harrier.backtest.BacktestSettings;
import io.harrier.backtest.Candidate;
import io.harrier.backtest.compare.Difference;
import io.harrier.backtest.input.KnownLists;
import io.harrier.backtest.input.RiskScores;
import io.harrier.backtest.truth.Labels;
import io.harrier.engine.evaluate.Evaluation;
import io.harrier.engine.evaluate.ReleaseEvaluator;
import io.harrier.model.Alert;
import io.harrier.model.RiskScore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A part of the users, under every candidate; for one thread at a time. */
final class Shard implements AutoCloseable {
  /** How much event time passes between two looks for users who may be forgotten. */
  private static final long SWEEP = Duration.ofDays(30).toMillis();

  // configuration
  private final List<Candidate> candidates;
  private final BacktestSettings settings;
  private final RiskScores scores;
  private final KnownLists lists;
  private final BiConsumer<Candidate, Alert> listener;

  // runtime
  private final List<ReleaseEvaluator> evaluators;
  private final List<ReleaseTally> tallies;
  private final Map<String, UserReplay[]> users = new HashMap<>();
  private final InputTally input;
  private final Difference difference = new Difference();
  private long swept = Long.MIN_VALUE;

  Shard(
      List<Candidate> candidates,
      BacktestSettings settings,
      RiskScores scores,
      KnownLists lists,
      Labels labels,
      BiConsumer<Candidate, Alert> listener) {
    this.candidates = candidates;
    this.settings = settings;
    this.scores = scores;
    this.lists = lists;
    this.listener = listener;
    this.input = new InputTally(labels);
    this.evaluators =
        candidates.stream()
            .map(
                candidate ->
                    new ReleaseEvaluator(
                        candidate.release(), candidate.releaseId(), settings.evaluation()))
            .toList();
    this.tallies =
        candidates.stream()
            .map(candidate -> new ReleaseTally(candidate.release().definition(), labels))
            .toList();
  }

  /**
   * Evaluates what has arrived, in order.
   *
   * @param from findings of earlier event times are left out
   */
  void process(List<Arrival> arrivals, long from) {
    for (Arrival arrival : arrivals) {
      process(arrival, from);
    }
    if (!arrivals.isEmpty()) {
      sweep(arrivals.get(arrivals.size() - 1).watermark(), from);
    }
  }

  private void process(Arrival arrival, long from) {
    String userId = arrival.transaction().userId();
    UserReplay[] replays = users.get(userId);
    if (replays == null) {
      replays = newUser(userId);
      users.put(userId, replays);
    }
    for (int i = 0; i < replays.length; i++) {
      onTime(i, replays[i], replays[i].pass(userId, arrival.watermark(), from));
      Evaluation evaluation = replays[i].evaluate(arrival.transaction());
      if (arrival.counted()) {
        tallies.get(i).onEvaluated(arrival.transaction(), evaluation, replays[i]);
        compare(i, evaluation.alerts());
        if (i == 0) {
          input.onEvaluated(arrival.transaction(), evaluation);
        }
      } else if (i == 0) {
        input.onUncounted();
      }
    }
  }

  private UserReplay[] newUser(String userId) {
    input.onUser();
    RiskScore risk = scores.of(userId);
    UserReplay[] replays = new UserReplay[evaluators.size()];
    for (int i = 0; i < replays.length; i++) {
      replays[i] =
          new UserReplay(
              evaluators.get(i), risk, lists.lookup(), settings.stateRetention().toMillis());
    }
    return replays;
  }

  private void onTime(int candidate, UserReplay user, List<Alert> alerts) {
    if (!alerts.isEmpty()) {
      tallies.get(candidate).onAlerts(alerts, user);
      compare(candidate, alerts);
    }
  }

  private void compare(int candidate, List<Alert> alerts) {
    if (alerts.isEmpty()) {
      return;
    }
    if (candidates.size() > 1) {
      difference.add(candidate, alerts);
    }
    for (Alert alert : alerts) {
      listener.accept(candidates.get(candidate), alert);
    }
  }

  private void sweep(long watermark, long from) {
    if (swept == Long.MIN_VALUE) {
      swept = watermark;
    } else if (watermark - swept >= SWEEP) {
      swept = watermark;
      pass(watermark, from);
    }
  }

  /** Lets the watermark pass for every user; those who are forgotten by then take no more room. */
  void pass(long watermark, long from) {
    for (Iterator<Map.Entry<String, UserReplay[]>> entries = users.entrySet().iterator();
        entries.hasNext(); ) {
      Map.Entry<String, UserReplay[]> entry = entries.next();
      UserReplay[] replays = entry.getValue();
      boolean forgotten = true;
      for (int i = 0; i < replays.length; i++) {
        onTime(i, replays[i], replays[i].pass(entry.getKey(), watermark, from));
        forgotten &= replays[i].isForgotten();
      }
      if (forgotten) {
        entries.remove();
      }
    }
  }

  InputTally input() {
    return input;
  }

  /** Of each candidate, in order. */
  List<ReleaseTally> tallies() {
    for (int i = 0; i < tallies.size(); i++) {
      tallies.get(i).addMatches(evaluators.get(i).ruleProfiles());
    }
    return tallies;
  }

  Difference difference() {
    return difference;
  }

  @Override
  public void close() {
    evaluators.forEach(ReleaseEvaluator::close);
  }
}
