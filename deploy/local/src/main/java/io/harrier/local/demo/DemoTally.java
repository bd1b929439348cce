package io.harrier.local.demo;

import io.harrier.local.demo.ScoreboardView.AlertLine;
import io.harrier.local.demo.ScoreboardView.Quality;
import io.harrier.local.demo.ScoreboardView.Traffic;
import io.harrier.local.demo.ScoreboardView.TypologyLine;
import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import io.harrier.model.RejectReason;
import io.harrier.simulator.scoring.RaisedAlert;
import io.harrier.simulator.scoring.ScoreReport;
import io.harrier.simulator.scoring.Scoreboard;
import io.harrier.simulator.scoring.TypologyScore;
import io.harrier.simulator.truth.Truth;
import io.harrier.simulator.truth.Typology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What has come out so far, held against what went in. Safe for all feeds at once. */
public final class DemoTally {
  private static final int NEWEST_ALERTS = 40;
  private static final int REMEMBERED_TRANSACTIONS = 200_000;

  private final Scoreboard truthAndAlerts = new Scoreboard(Scoreboard.DEFAULT_GAP);
  private final EmissionTimes emissionTimes = new EmissionTimes(REMEMBERED_TRANSACTIONS);
  private final Latencies decisionLatency = new Latencies();
  private final Latencies alertLatency = new Latencies();
  private final Latencies warmDecisionLatency = new Latencies();
  private final Latencies warmAlertLatency = new Latencies();
  private volatile long warmFrom = Long.MAX_VALUE;
  private final Map<Outcome, Long> decisions = new EnumMap<>(Outcome.class);
  private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
  private final Deque<AlertLine> newest = new ArrayDeque<>();
  private long transactions;
  private long late;
  private long alerts;
  private boolean provokedShown;

  /**
   * What is sent from now on is measured by itself as well: a JVM takes its time to compile what it
   * runs.
   *
   * @param now epoch milliseconds
   */
  public void warm(long now) {
    warmFrom = now;
  }

  /** A transaction goes out. */
  public void sent(String transactionId, long now) {
    emissionTimes.sent(transactionId, now);
    synchronized (this) {
      transactions++;
    }
  }

  public synchronized void truth(Truth truth) {
    truthAndAlerts.truth(truth);
  }

  /**
   * @param now when a reader had it, epoch milliseconds
   */
  public void decision(Decision decision, long now) {
    measure(decision.transactionId(), now, decisionLatency, warmDecisionLatency);
    synchronized (this) {
      decisions.merge(decision.outcome(), 1L, Long::sum);
    }
  }

  /**
   * @param now when a reader of committed alerts had it, epoch milliseconds
   * @param scored false if the demo itself provoked the alert, which then is neither right nor
   *     wrong
   */
  public void alert(Alert alert, long now, boolean scored) {
    // Sessions and absences are found when time has passed, not when a transaction arrives.
    if (alert.kind() == AlertKind.RULE) {
      measure(alert.transactionId(), now, alertLatency, warmAlertLatency);
    }
    synchronized (this) {
      alerts++;
      if (scored) {
        truthAndAlerts.alert(RaisedAlert.of(alert));
      }
      if (!scored && provokedShown) {
        return; // of those one says it all
      }
      provokedShown |= !scored;
      newest.addFirst(
          new AlertLine(
              alert.eventTime(),
              alert.severity(),
              alert.score(),
              alert.userId(),
              alert.ruleId(),
              alert.reason()));
      if (newest.size() > NEWEST_ALERTS) {
        newest.removeLast();
      }
    }
  }

  private void measure(String transactionId, long now, Latencies all, Latencies warm) {
    emissionTimes
        .of(transactionId)
        .ifPresent(
            sentAt -> {
              all.add(now - sentAt);
              if (sentAt >= warmFrom) {
                warm.add(now - sentAt);
              }
            });
  }

  public synchronized void rejected(RejectReason reason) {
    rejected.merge(reason, 1L, Long::sum);
  }

  public synchronized void late() {
    late++;
  }

  public synchronized Map<RejectReason, Long> rejected() {
    return new EnumMap<>(rejected);
  }

  public synchronized long rejectedRecords() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  public synchronized long lateRecords() {
    return late;
  }

  public synchronized long alerts() {
    return alerts;
  }

  public synchronized long decisions() {
    return decisions.values().stream().mapToLong(Long::longValue).sum();
  }

  public synchronized ScoreReport score() {
    return truthAndAlerts.report();
  }

  public Latencies decisionLatency() {
    return decisionLatency;
  }

  public Latencies alertLatency() {
    return alertLatency;
  }

  /** Of what was sent since {@link #warm}. */
  public Latencies warmDecisionLatency() {
    return warmDecisionLatency;
  }

  /** Of what was sent since {@link #warm}. */
  public Latencies warmAlertLatency() {
    return warmAlertLatency;
  }

  public synchronized Traffic traffic(double perSecond) {
    return new Traffic(
        transactions,
        perSecond,
        decisions.getOrDefault(Outcome.ALLOW, 0L),
        decisions.getOrDefault(Outcome.REVIEW, 0L),
        decisions.getOrDefault(Outcome.BLOCK, 0L));
  }

  public synchronized List<AlertLine> newestAlerts() {
    return new ArrayList<>(newest);
  }

  static List<TypologyLine> typologies(ScoreReport score) {
    List<TypologyLine> lines = new ArrayList<>();
    for (Typology typology : Typology.values()) {
      TypologyScore found = score.byTypology().getOrDefault(typology, new TypologyScore(0, 0));
      lines.add(new TypologyLine(typology.label(), (int) found.caught(), (int) found.missed()));
    }
    return lines;
  }

  static Quality quality(ScoreReport score) {
    boolean episodes = score.total().caught() + score.total().missed() > 0;
    return new Quality(
        episodes ? score.recall() : Double.NaN,
        score.alerted().isEmpty() ? Double.NaN : score.precision());
  }
}
