package io.harrier.backtest.run;

import io.harrier.backtest.BacktestSettings;
import io.harrier.backtest.Candidate;
import io.harrier.backtest.compare.Difference;
import io.harrier.backtest.compare.Samples;
import io.harrier.backtest.input.KnownLists;
import io.harrier.backtest.input.RiskScores;
import io.harrier.backtest.report.BacktestReport;
import io.harrier.backtest.report.BacktestReport.EpisodeResult;
import io.harrier.backtest.report.BacktestReport.ReleaseResult;
import io.harrier.backtest.report.BacktestReport.RuleResult;
import io.harrier.backtest.report.BacktestReport.Sample;
import io.harrier.backtest.report.BacktestReport.Typology;
import io.harrier.backtest.truth.Episode;
import io.harrier.backtest.truth.Labels;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.RaiseAlert;
import io.harrier.model.Alert;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** From what was counted to what is reported. */
final class ReportAssembly {
  /** What the threads have counted, added up. */
  record Findings(
      InputTally input, List<ReleaseTally> tallies, Difference difference, Rejections rejections) {}

  private static final double DAY_MILLIS = 86_400_000.0;
  private static final int SAMPLES = 10;

  private final Candidate draft;
  private final Optional<Candidate> baseline;
  private final BacktestSettings settings;
  private final RiskScores scores;
  private final KnownLists lists;
  private final Labels labels;

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
        baseline.isPresent() ? comparison(found) : null,
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
        episodes(missed, input));
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
              samples(tally.ofRule(rule.id()))));
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
              samples(tally.ofRule(pattern.id()))));
    }
    return rules;
  }

  private List<Sample> samples(AlertTally tally) {
    return Stream.concat(tally.justifiedSamples().stream(), tally.otherSamples().stream())
        .map(this::sample)
        .toList();
  }

  private Sample sample(Alert alert) {
    return Sample.of(alert, labels.isEmpty() ? null : isFraud(alert));
  }

  private boolean isFraud(Alert alert) {
    return alert.transactionIds().stream().anyMatch(id -> labels.of(id) != null);
  }

  private List<Typology> typologies(ReleaseTally tally, InputTally input) {
    Map<String, long[]> counts = new TreeMap<>();
    for (int episode : input.episodes().keySet()) {
      boolean caught = tally.total().caughtEpisodes().get(episode);
      counts.computeIfAbsent(episode(episode).typology(), name -> new long[2])[caught ? 0 : 1]++;
    }
    return counts.entrySet().stream()
        .map(entry -> new Typology(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
        .toList();
  }

  private Episode episode(int number) {
    return labels.episodes().get(number);
  }

  /** The first ones, in order of event time. */
  private List<EpisodeResult> episodes(BitSet numbers, InputTally input) {
    return numbers.stream()
        .mapToObj(
            number -> {
              InputTally.SeenEpisode seen = input.episodes().get(number);
              return new EpisodeResult(
                  episode(number).episodeId(),
                  episode(number).typology(),
                  seen.userId(),
                  Instant.ofEpochMilli(seen.firstEventTime()),
                  seen.transactions(),
                  seen.amounts().toMajor());
            })
        .sorted(Comparator.comparing(EpisodeResult::start).thenComparing(EpisodeResult::episodeId))
        .limit(SAMPLES)
        .toList();
  }

  private BacktestReport.Comparison comparison(Findings found) {
    ReleaseTally tried = found.tallies().get(0);
    ReleaseTally other = found.tallies().get(1);
    Difference difference = found.difference();
    TreeSet<String> rules = new TreeSet<>(tried.ruleIds());
    rules.addAll(other.ruleIds());
    BitSet newlyCaught = (BitSet) tried.total().caughtEpisodes().clone();
    newlyCaught.andNot(other.total().caughtEpisodes());
    BitSet newlyMissed = (BitSet) other.total().caughtEpisodes().clone();
    newlyMissed.andNot(tried.total().caughtEpisodes());
    return new BacktestReport.Comparison(
        difference.common(),
        side(difference.only(Difference.DRAFT)),
        side(difference.only(Difference.BASELINE)),
        difference.byRule(rules),
        known(newlyCaught.cardinality()),
        known(newlyMissed.cardinality()),
        episodes(newlyCaught, found.input()),
        episodes(newlyMissed, found.input()));
  }

  private BacktestReport.Side side(Collection<Alert> alerts) {
    Samples samples = new Samples(SAMPLES);
    alerts.forEach(samples::add);
    long justified = alerts.stream().filter(this::isFraud).count();
    return new BacktestReport.Side(
        alerts.size(),
        known(justified),
        known(alerts.size() - justified),
        samples.alerts().stream().map(this::sample).toList());
  }
}
