package io.harrier.backtest.run;

import io.harrier.backtest.BacktestSettings;
import io.harrier.backtest.Candidate;
import io.harrier.backtest.compare.Difference;
import io.harrier.backtest.input.KnownLists;
import io.harrier.backtest.input.RiskScores;
import io.harrier.backtest.report.BacktestReport;
import io.harrier.backtest.report.BacktestReport.ReleaseResult;
import io.harrier.backtest.report.BacktestReport.RuleResult;
import io.harrier.backtest.report.BacktestReport.Typology;
import io.harrier.backtest.truth.Labels;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.RaiseAlert;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From what was counted to what is reported. */
final class ReportAssembly {
  /** What the threads have counted, added up. */
  record Findings(
      InputTally input, List<ReleaseTally> tallies, Difference difference, Rejections rejections) {}

  private static final double DAY_MILLIS = 86_400_000.0;

  private final Candidate draft;
  private final Optional<Candidate> baseline;
  private final BacktestSettings settings;
  private final RiskScores scores;
  private final KnownLists lists;
  private final Labels labels;
  private final Examples examples;

  ReportAssembly(
      Candidate draft,
      Optional<Candidate> baseline,
      BacktestSettings settings,
      RiskScores scores,
      KnownLists lists,
      Labels labels) {
    this.draft = draft;
    this.baseline = baseline;
    this.settings = settings;
    this.scores = scores;
    this.lists = lists;
    this.labels = labels;
    this.examples = new Examples(labels);
  }

  BacktestReport report(Findings found, String inputName, long records, double seconds) {
    InputTally input = found.input();
    double days = (input.last() - input.first()) / DAY_MILLIS;
    long transactions = input.decided() + input.late() + input.duplicates() + input.uncounted();
    return new BacktestReport(
        input(found, inputName, records, days),
        labels.isEmpty()
            ? null
            : new BacktestReport.Truth(
                labels.source(),
                labels.size(),
                input.seenLabels().cardinality(),
                input.episodes().size(),
                input.lost().toMajor()),
        result(draft, found.tallies().get(0), input, days),
        baseline.map(other -> result(other, found.tallies().get(1), input, days)).orElse(null),
        baseline.isPresent() ? new ReleaseComparison(found, labels, examples).report() : null,
        new BacktestReport.Timing(
            seconds, transactions / Math.max(seconds, 1e-9), settings.threads()));
  }

  private BacktestReport.Input input(Findings found, String name, long records, double days) {
    InputTally input = found.input();
    Map<String, Long> rejected = new LinkedHashMap<>();
    found.rejections().byReason().forEach((reason, count) -> rejected.put(reason.name(), count));
    return new BacktestReport.Input(
        name,
        records,
        input.uncounted(),
        input.decided(),
        input.duplicates(),
        input.late(),
        rejected,
        input.users(),
        Instant.ofEpochMilli(input.first()),
        Instant.ofEpochMilli(input.last()),
        days,
        switch (settings.endOfInput()) {
          case CLOSE -> "open sessions and sequences were closed after the last record";
          case LEAVE_OPEN -> "open sessions and sequences were left open after the last record";
        },
        scores.source(),
        lists.source());
  }

  private ReleaseResult result(
      Candidate candidate, ReleaseTally tally, InputTally input, double days) {
    Map<String, BacktestReport.Decisions> decisions = new LinkedHashMap<>();
    tally
        .outcomes()
        .forEach(
            (outcome, count) ->
                decisions.put(
                    outcome.name(),
                    new BacktestReport.Decisions(count.decisions, known(count.onFraud))));
    BitSet missed = new BitSet();
    input.episodes().keySet().forEach(missed::set);
    missed.andNot(tally.total().caughtEpisodes());
    return new ReleaseResult(
        candidate.releaseId(),
        decisions,
        tally.cases(),
        known(tally.justifiedCases()),
        findings(tally.total(), input, days),
        rules(candidate.release().definition(), tally, input, days),
        typologies(tally, input),
        examples.episodes(missed, input));
  }

  private BacktestReport.Findings findings(AlertTally tally, InputTally input, double days) {
    Map<String, Long> perDay = new LinkedHashMap<>();
    tally.byDay().forEach((day, count) -> perDay.put(LocalDate.ofEpochDay(day).toString(), count));
    return new BacktestReport.Findings(
        tally.alerts(),
        days > 0 ? tally.alerts() / days : tally.alerts(),
        perDay,
        labels.isEmpty() ? null : quality(tally, input));
  }

  private static BacktestReport.Quality quality(AlertTally tally, InputTally input) {
    BitSet found = (BitSet) tally.foundLabels().clone();
    found.and(input.seenLabels());
    int labelled = input.seenLabels().cardinality();
    int caught = tally.caughtEpisodes().cardinality();
    return new BacktestReport.Quality(
        tally.justified(),
        tally.alerts() - tally.justified(),
        share(tally.justified(), tally.alerts()),
        found.cardinality(),
        share(found.cardinality(), labelled),
        caught,
        share(caught, input.episodes().size()),
        tally.saved().toMajor());
  }

  private static Double share(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }

  private Long known(long count) {
    return labels.isEmpty() ? null : count;
  }

  private List<RuleResult> rules(
      ReleaseDefinition release, ReleaseTally tally, InputTally input, double days) {
    List<RuleResult> rules = new ArrayList<>();
    for (RuleDefinition rule : release.rules()) {
      rules.add(
          new RuleResult(
              rule.id(),
              rule.name(),
              switch (rule.scope()) {
                case TRANSACTION -> "RULE";
                case SESSION -> "SESSION";
              },
              rule.severity().name(),
              rule.actions().stream().noneMatch(RaiseAlert.class::isInstance),
              tally.matches(rule.id()),
              findings(tally.ofRule(rule.id()), input, days),
              examples.alerts(tally.ofRule(rule.id()))));
    }
    for (PatternDefinition pattern : release.patterns()) {
      rules.add(
          new RuleResult(
              pattern.id(),
              pattern.reason(),
              "PATTERN",
              pattern.severity().name(),
              false,
              tally.matches(pattern.id()),
              findings(tally.ofRule(pattern.id()), input, days),
              examples.alerts(tally.ofRule(pattern.id()))));
    }
    return rules;
  }

  private List<Typology> typologies(ReleaseTally tally, InputTally input) {
    Map<String, long[]> counts = new TreeMap<>();
    for (int episode : input.episodes().keySet()) {
      boolean caught = tally.total().caughtEpisodes().get(episode);
      counts
          .computeIfAbsent(labels.episodes().get(episode).typology(), name -> new long[2])[
          caught ? 0 : 1]++;
    }
    return counts.entrySet().stream()
        .map(entry -> new Typology(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
        .toList();
  }
}
