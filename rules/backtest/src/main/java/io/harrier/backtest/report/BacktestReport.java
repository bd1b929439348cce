package io.harrier.backtest.report;

import io.harrier.model.Alert;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backtest comes to. What depends on truth is {@code null} where none was given, as is the
 * comparison where there is no other release.
 *
 * @param draft of the release that was tried
 * @param baseline of the release it was compared with
 */
public record BacktestReport(
    Input input,
    Truth truth,
    ReleaseResult draft,
    ReleaseResult baseline,
    Comparison comparison,
    Timing timing) {

  /**
   * @param records read
   * @param uncounted transactions of the warm-up
   * @param decided transactions that were decided and counted
   * @param rejected records that are no transactions, by reason
   * @param from event time of the first transaction counted
   * @param to event time of the last
   * @param endOfInput what happened to what was open after the last record
   * @param scores where the risk scores are from
   * @param lists where the lists are from
   */
  public record Input(
      String name,
      long records,
      long uncounted,
      long decided,
      long duplicates,
      long late,
      Map<String, Long> rejected,
      long users,
      Instant from,
      Instant to,
      double days,
      String endOfInput,
      String scores,
      String lists) {}

  /**
   * @param labelled transactions in the labels
   * @param found of them in the input
   * @param episodes of which something occurs in the input
   * @param lost what fraud took in the input, by currency
   */
  public record Truth(
      String source, long labelled, long found, long episodes, Map<String, BigDecimal> lost) {}

  /**
   * @param decisions by outcome
   * @param cases what analysts would have opened
   * @param trueCases with fraud in one of their alerts, or {@code null}
   * @param total over all rules
   * @param typologies by kind of fraud
   * @param missed some of the episodes that were not caught
   */
  public record ReleaseResult(
      String releaseId,
      Map<String, Decisions> decisions,
      long cases,
      Long trueCases,
      Findings total,
      List<RuleResult> rules,
      List<Typology> typologies,
      List<EpisodeResult> missed) {}

  /**
   * @param onFraud of them, or {@code null}
   */
  public record Decisions(long count, Long onFraud) {}

  /**
   * @param perDay alerts by UTC date, days without any left out
   */
  public record Findings(
      long alerts, double alertsPerDay, Map<String, Long> perDay, Quality quality) {}

  /**
   * @param trueAlerts in which a fraudulent transaction took part
   * @param precision share of the alerts that are true, or {@code null} without alerts
   * @param transactionRecall share of the fraudulent transactions that took part in an alert
   * @param episodeRecall share of the episodes that were caught
   * @param saved what fraud took of a user from the alert that first caught the episode on, by
   *     currency
   */
  public record Quality(
      long trueAlerts,
      long falseAlerts,
      Double precision,
      long transactionsFound,
      Double transactionRecall,
      long episodesCaught,
      Double episodeRecall,
      Map<String, BigDecimal> saved) {}

  /**
   * @param kind RULE, SESSION or PATTERN
   * @param hits how often its condition held, in the warm-up too
   */
  public record RuleResult(
      String ruleId,
      String name,
      String kind,
      String severity,
      boolean onlyMarks,
      long hits,
      Findings findings,
      List<Sample> samples) {}

  /**
   * @param fraud whether a fraudulent transaction took part, or {@code null}
   */
  public record Sample(
      String alertId,
      String ruleId,
      String userId,
      Instant eventTime,
      int score,
      String reason,
      List<String> transactionIds,
      Map<String, Object> features,
      Double riskScore,
      boolean warm,
      Boolean fraud) {

    public static Sample of(Alert alert, Boolean fraud) {
      double risk = alert.evidence().riskScore();
      return new Sample(
          alert.alertId(),
          alert.ruleId(),
          alert.userId(),
          Instant.ofEpochMilli(alert.eventTime()),
          alert.score(),
          alert.reason(),
          alert.transactionIds(),
          alert.evidence().features(),
          Double.isNaN(risk) ? null : risk,
          alert.evidence().warm(),
          fraud);
    }
  }

  /** How many episodes of a kind were caught. */
  public record Typology(String name, long caught, long missed) {}

  /**
   * @param userId one of its users
   * @param amounts what it took, by currency
   */
  public record EpisodeResult(
      String episodeId,
      String typology,
      String userId,
      Instant start,
      int transactions,
      Map<String, BigDecimal> amounts) {}

  /**
   * @param common alerts of both
   * @param newlyCaught some of the episodes that only the draft catches
   * @param newlyMissed some of the episodes that only the other release catches
   */
  public record Comparison(
      long common,
      Side onlyDraft,
      Side onlyBaseline,
      List<RuleDifference> rules,
      Long episodesNewlyCaught,
      Long episodesNewlyMissed,
      List<EpisodeResult> newlyCaught,
      List<EpisodeResult> newlyMissed) {}

  /**
   * Alerts of one release alone.
   *
   * @param trueAlerts of them, or {@code null}
   */
  public record Side(long alerts, Long trueAlerts, Long falseAlerts, List<Sample> samples) {}

  /** How many alerts of a rule both releases raise, and each alone. */
  public record RuleDifference(String ruleId, long common, long onlyDraft, long onlyBaseline) {}

  /** What it took. */
  public record Timing(double seconds, double transactionsPerSecond, int threads) {}
}
