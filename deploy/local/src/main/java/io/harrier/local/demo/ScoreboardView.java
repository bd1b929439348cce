package io.harrier.local.demo;

import io.harrier.model.Severity;
import java.time.Duration;
import java.util.List;

/**
 * What the scoreboard shows at one moment.
 *
 * @param phase what the demo is doing, in a word or two
 * @param rejected bad input, as the job has reported it
 * @param checkpoint of the detection job; empty text until there is one
 * @param interventions what the demo changed while it ran, and when that took effect
 */
public record ScoreboardView(
    long seed,
    Duration elapsed,
    Duration length,
    String phase,
    Traffic traffic,
    Percentiles decisionLatency,
    Percentiles alertLatency,
    long alerts,
    long rejected,
    long late,
    long cases,
    String checkpoint,
    List<TypologyLine> typologies,
    Quality quality,
    List<AlertLine> newestAlerts,
    List<Intervention> interventions) {

  public ScoreboardView {
    typologies = List.copyOf(typologies);
    newestAlerts = List.copyOf(newestAlerts);
    interventions = List.copyOf(interventions);
  }

  /** Transactions in, decisions out. */
  public record Traffic(
      long transactions, double perSecond, long allowed, long reviewed, long blocked) {
    public long decisions() {
      return allowed + reviewed + blocked;
    }
  }

  /** Milliseconds from the producer to a reader; {@code samples} 0 means not known yet. */
  public record Percentiles(long samples, double p50, double p99) {
    public static final Percentiles NONE = new Percentiles(0, 0, 0);
  }

  /** Episodes of one kind of fraud that have begun, and how many of them raised an alert. */
  public record TypologyLine(String label, int caught, int missed) {
    public int episodes() {
      return caught + missed;
    }
  }

  /**
   * By episode, over all typologies; NaN while nothing can be said.
   *
   * @param recall of the episodes, the share that raised an alert
   * @param precision of what was alerted, the share that was fraud
   */
  public record Quality(double recall, double precision) {}

  public record AlertLine(
      long eventTime, Severity severity, int score, String userId, String ruleId, String reason) {}
}
