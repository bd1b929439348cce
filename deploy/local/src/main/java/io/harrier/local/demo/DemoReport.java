package io.harrier.local.demo;

import io.harrier.alerting.reconcile.ReconciliationReport;
import io.harrier.local.demo.ScoreboardView.Percentiles;
import io.harrier.local.demo.ScoreboardView.Quality;
import io.harrier.local.demo.ScoreboardView.TypologyLine;
import io.harrier.model.RejectReason;
import io.harrier.simulator.EmissionReport;
import io.harrier.simulator.SimulationTally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a demo came to.
 *
 * @param problems why it is not sound; empty when it is
 */
public record DemoReport(
    boolean sound,
    List<String> problems,
    long seed,
    double seconds,
    double transactionsPerSecond,
    SimulationTally sent,
    long decisions,
    long alerts,
    long cases,
    long late,
    Map<RejectReason, Long> rejected,
    Percentiles decisionLatencyMillis,
    Percentiles alertLatencyMillis,
    SecondHalf secondHalf,
    Quality quality,
    List<TypologyLine> typologies,
    ReconciliationReport reconciliation,
    List<Intervention> interventions) {

  /** Three reasons fit into a line. */
  private static final int REASONS_WIDTH = 60;

  public DemoReport {
    problems = List.copyOf(problems);
    typologies = List.copyOf(typologies);
    interventions = List.copyOf(interventions);
  }

  /** Draws the conclusions. */
  static DemoReport of(
      long seed,
      EmissionReport emission,
      DemoTally tally,
      SecondHalf secondHalf,
      long cases,
      ReconciliationReport reconciliation,
      Interventions interventions) {
    List<TypologyLine> typologies = DemoTally.typologies(tally.score());
    List<String> problems = new ArrayList<>();
    if (!emission.complete()) {
      problems.add("the simulation was stopped early");
    }
    SimulationTally sent = emission.tally();
    long expected = sent.valid() - sent.late();
    if (tally.decisions() < expected) {
      problems.add(text("%,d of %,d transactions were decided", tally.decisions(), expected));
    }
    problems.addAll(unaccounted(sent.malformed(), tally.rejected()));
    Arrays.stream(RejectReason.values())
        .filter(reason -> !sent.malformed().containsKey(reason))
        .forEach(reason -> problems.add("no record was malformed as " + reason));
    if (!reconciliation.isSound()) {
      problems.add(
          text(
              "alerts lost %d, duplicate %d, phantom %d",
              reconciliation.lost().count(),
              reconciliation.duplicate().count(),
              reconciliation.phantom().count()));
    }
    for (TypologyLine typology : typologies) {
      if (typology.episodes() == 0) {
        problems.add(
            "no episode of " + typology.label() + " took place: let the demo run longer or faster");
      } else if (typology.caught() == 0) {
        problems.add("no episode of " + typology.label() + " was caught");
      }
    }
    problems.addAll(interventions.problems());
    return new DemoReport(
        problems.isEmpty(),
        problems,
        seed,
        emission.elapsed().toMillis() / 1000.0,
        emission.rate(),
        sent,
        tally.decisions(),
        tally.alerts(),
        cases,
        tally.lateRecords(),
        tally.rejected(),
        tally.decisionLatency().percentiles(),
        tally.alertLatency().percentiles(),
        secondHalf,
        DemoTally.quality(tally.score()),
        typologies,
        reconciliation,
        interventions.made());
  }

  /**
   * Malformed records that were not rejected, or not by their reason, or rejected without being.
   */
  static List<String> unaccounted(Map<RejectReason, Long> sent, Map<RejectReason, Long> rejected) {
    List<String> problems = new ArrayList<>();
    for (RejectReason reason : RejectReason.values()) {
      long in = sent.getOrDefault(reason, 0L);
      long out = rejected.getOrDefault(reason, 0L);
      if (in != out) {
        problems.add(text("%d records were malformed as %s, and %d rejected", in, reason, out));
      }
    }
    return problems;
  }

  /** The report for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%,d records in %.0f s (%,.0f/s), seed %d: %,d transactions, %,d of them fraud",
            sent.records(), seconds, transactionsPerSecond, seed, sent.valid(), sent.fraudulent()));
    lines.add(
        text("decisions %,d   alerts %,d   cases %,d   late %,d", decisions, alerts, cases, late));
    lines.add("decision latency          " + ScoreboardScreen.percentiles(decisionLatencyMillis));
    lines.add("committed alert latency   " + ScoreboardScreen.percentiles(alertLatencyMillis));
    lines.add(text("second half, when warm: %,.0f decisions/s", secondHalf.decisionsPerSecond()));
    lines.add(
        "  decision latency        "
            + ScoreboardScreen.percentiles(secondHalf.decisionLatencyMillis()));
    lines.add(
        "  committed alert latency "
            + ScoreboardScreen.percentiles(secondHalf.alertLatencyMillis()));
    lines.add(text("malformed %,d, and rejected by reason", sent.malformedRecords()));
    lines.addAll(rejectedLines());
    lines.add(
        text(
            "recall %s   precision %s   by episode",
            ScoreboardScreen.percent(quality.recall()),
            ScoreboardScreen.percent(quality.precision())));
    for (TypologyLine typology : typologies) {
      lines.add(
          text(
              "  %-20s caught %4d  missed %4d",
              typology.label(), typology.caught(), typology.missed()));
    }
    for (Intervention made : interventions) {
      lines.add("changed: " + made.brief());
      if (made.hasTakenEffect()) {
        lines.add("  " + made.effect());
      }
    }
    lines.add(
        text(
            "reconciliation: %,d alerts on Kafka, %,d in PostgreSQL",
            reconciliation.topicAlerts(), reconciliation.storedAlerts()));
    lines.add(
        text(
            "  lost %d, duplicate %d, phantom %d",
            reconciliation.lost().count(),
            reconciliation.duplicate().count(),
            reconciliation.phantom().count()));
    problems.forEach(problem -> lines.add("PROBLEM: " + problem));
    lines.add(sound ? "The demo is sound." : "The demo is NOT sound.");
    return lines;
  }

  private List<String> rejectedLines() {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (Map.Entry<RejectReason, Long> reason : rejected.entrySet()) {
      line.append(text("  %-15s %,5d", reason.getKey(), reason.getValue()));
      if (line.length() > REASONS_WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
