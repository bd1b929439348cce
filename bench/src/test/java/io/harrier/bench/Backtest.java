package io.harrier.bench;

import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.engine.evaluate.UserState;
import io.harrier.model.Alert;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.record.SimulatedRecord.Valid;
import io.harrier.simulator.scoring.RaisedAlert;
import io.harrier.simulator.scoring.ScoreReport;
import io.harrier.simulator.scoring.Scoreboard;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** Runs a simulation through an evaluator as the job does, timers included, and scores it. */
final class Backtest {
  /** How far the watermark stays behind the newest transaction. */
  private static final long WATERMARK_DELAY = 60_000;

  private record Timer(long time, String userId) {}

  private final TransactionEvaluator evaluator;
  private final Map<String, RiskScore> risks = new HashMap<>();
  private final Map<String, UserState> states = new HashMap<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::time).thenComparing(Timer::userId));
  private final Scoreboard scoreboard = new Scoreboard(Scoreboard.DEFAULT_GAP);
  private long newest = Long.MIN_VALUE;

  private Backtest(TransactionEvaluator evaluator) {
    this.evaluator = evaluator;
  }

  static ScoreReport of(Simulation simulation, TransactionEvaluator evaluator) {
    Backtest backtest = new Backtest(evaluator);
    simulation
        .knownRisks()
        .forEach(
            known ->
                backtest.risks.put(
                    known.userId(), new RiskScore(known.userId(), known.score(), null, 1, 0, 0)));
    while (simulation.hasNext()) {
      if (simulation.next() instanceof Valid valid) {
        valid.truth().forEach(backtest.scoreboard::truth);
        backtest.decide(valid.transaction());
      }
    }
    backtest.advanceTo(Long.MAX_VALUE);
    return backtest.scoreboard.report();
  }

  private void decide(Transaction transaction) {
    newest = Math.max(newest, transaction.eventTime());
    advanceTo(newest - WATERMARK_DELAY);
    String userId = transaction.userId();
    UserState state = states.computeIfAbsent(userId, id -> new UserState());
    evaluator
        .evaluate(state, transaction, risks.get(userId), transaction.eventTime())
        .alerts()
        .forEach(this::raise);
    schedule(userId, state);
  }

  private void advanceTo(long watermark) {
    while (!timers.isEmpty() && timers.peek().time() <= watermark) {
      Timer timer = timers.poll();
      UserState state = states.get(timer.userId());
      if (evaluator.nextDeadline(state) <= timer.time()) {
        evaluator
            .advance(state, timer.userId(), risks.get(timer.userId()), timer.time(), timer.time())
            .forEach(this::raise);
        schedule(timer.userId(), state);
      }
    }
  }

  private void schedule(String userId, UserState state) {
    long deadline = evaluator.nextDeadline(state);
    if (deadline != Long.MAX_VALUE) {
      timers.add(new Timer(deadline, userId));
    }
  }

  private void raise(Alert alert) {
    scoreboard.alert(RaisedAlert.of(alert));
  }
}
