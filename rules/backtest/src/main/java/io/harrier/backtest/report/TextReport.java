package io.harrier.backtest.report;

import static io.harrier.backtest.report.ReportText.briefMoney;
import static io.harrier.backtest.report.ReportText.count;
import static io.harrier.backtest.report.ReportText.money;
import static io.harrier.backtest.report.ReportText.percent;
import static io.harrier.backtest.report.ReportText.plain;
import static io.harrier.backtest.report.ReportText.rate;

import io.harrier.backtest.report.BacktestReport.Comparison;
import io.harrier.backtest.report.BacktestReport.EpisodeResult;
import io.harrier.backtest.report.BacktestReport.Findings;
import io.harrier.backtest.report.BacktestReport.Input;
import io.harrier.backtest.report.BacktestReport.Quality;
import io.harrier.backtest.report.BacktestReport.ReleaseResult;
import io.harrier.backtest.report.BacktestReport.RuleResult;
import io.harrier.backtest.report.BacktestReport.Sample;
import io.harrier.backtest.report.BacktestReport.Typology;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A report for a terminal. */
public final class TextReport {
  private final BacktestReport report;
  private final StringBuilder text = new StringBuilder();

  private TextReport(BacktestReport report) {
    this.report = report;
  }

  public static String of(BacktestReport report) {
    return new TextReport(report).write();
  }

  private String write() {
    input();
    release(report.draft());
    if (report.comparison() != null) {
      comparison(report.comparison());
    }
    samples();
    line(
        "\n%s transactions a second: %.1f s on %d threads",
        count(Math.round(report.timing().transactionsPerSecond())),
        report.timing().seconds(),
        report.timing().threads());
    return text.toString();
  }

  private void input() {
    Input input = report.input();
    line("%s", plain(input.name()));
    line(
        "  %s records of %s users, event times %s to %s (%.1f days)",
        count(input.records()), count(input.users()), input.from(), input.to(), input.days());
    line(
        "  %s decided, %s late, %s duplicates, %s rejected%s",
        count(input.decided()),
        count(input.late()),
        count(input.duplicates()),
        count(input.rejected().values().stream().mapToLong(Long::longValue).sum()),
        input.uncounted() == 0
            ? ""
            : ", " + count(input.uncounted()) + " to warm up, which are not counted");
    line("  risk scores: %s; lists: %s", plain(input.scores()), plain(input.lists()));
    line("  %s", input.endOfInput());
    if (report.truth() != null) {
      line(
          "  truth: %s of %s labelled transactions occur, %s episodes; fraud took %s",
          count(report.truth().found()),
          count(report.truth().labelled()),
          count(report.truth().episodes()),
          money(report.truth().lost()));
    }
  }

  private void release(ReleaseResult release) {
    Findings total = release.total();
    Quality quality = total.quality();
    line("\n%s", release.releaseId());
    line(
        "  alerts     %s, %s a day, in %s cases",
        count(total.alerts()), rate(total.alertsPerDay()), count(release.cases()));
    StringBuilder decisions = new StringBuilder();
    release
        .decisions()
        .forEach(
            (outcome, made) ->
                decisions
                    .append(decisions.isEmpty() ? "" : ", ")
                    .append(outcome)
                    .append(' ')
                    .append(count(made.count()))
                    .append(
                        made.onFraud() == null
                            ? ""
                            : " (" + count(made.onFraud()) + " of them fraud)"));
    line("  decisions  %s", decisions);
    if (quality != null) {
      line(
          "  precision  %s of the alerts, %s of the cases",
          percent(quality.precision()),
          percent(release.cases() == 0 ? null : (double) release.trueCases() / release.cases()));
      line(
          "  recall     %s of the episodes, %s of the fraudulent transactions",
          percent(quality.episodeRecall()), percent(quality.transactionRecall()));
      line("  saved      %s of %s", money(quality.saved()), money(report.truth().lost()));
    }
    text.append('\n');
    rules(release.rules(), quality != null);
    if (!release.typologies().isEmpty()) {
      text.append('\n');
      TextColumns columns = new TextColumns(1, "EPISODES OF", "CAUGHT", "MISSED");
      for (Typology typology : release.typologies()) {
        columns.row(plain(typology.name()), count(typology.caught()), count(typology.missed()));
      }
      columns.appendTo(text);
    }
    episodes("missed", release.missed());
  }

  private void rules(List<RuleResult> rules, boolean withTruth) {
    TextColumns columns =
        withTruth
            ? new TextColumns(
                2,
                "RULE",
                "KIND",
                "HITS",
                "ALERTS",
                "A DAY",
                "TRUE",
                "FALSE",
                "PRECISION",
                "EPISODES",
                "TRANSACTIONS",
                "SAVED")
            : new TextColumns(2, "RULE", "KIND", "HITS", "ALERTS", "A DAY");
    for (RuleResult rule : rules) {
      Findings found = rule.findings();
      String hits = count(rule.hits());
      String alerts = rule.onlyMarks() ? "marks" : count(found.alerts());
      String perDay = rule.onlyMarks() ? "" : rate(found.alertsPerDay());
      if (!withTruth) {
        columns.row(rule.ruleId(), rule.kind(), hits, alerts, perDay);
      } else if (rule.onlyMarks()) {
        columns.row(rule.ruleId(), rule.kind(), hits, alerts, "", "", "", "", "", "", "");
      } else {
        Quality quality = found.quality();
        columns.row(
            rule.ruleId(),
            rule.kind(),
            hits,
            alerts,
            perDay,
            count(quality.trueAlerts()),
            count(quality.falseAlerts()),
            percent(quality.precision()),
            percent(quality.episodeRecall()),
            percent(quality.transactionRecall()),
            briefMoney(quality.saved()));
      }
    }
    columns.appendTo(text);
  }

  private void comparison(Comparison comparison) {
    ReleaseResult other = report.baseline();
    line("\ncompared with %s", other.releaseId());
    line(
        "  alerts     %s there, %s here: %s in both, %s only here, %s only there",
        count(other.total().alerts()),
        count(report.draft().total().alerts()),
        count(comparison.common()),
        count(comparison.onlyDraft().alerts()),
        count(comparison.onlyBaseline().alerts()));
    if (comparison.episodesNewlyCaught() != null) {
      line(
          "  episodes   %s caught only here, %s only there",
          count(comparison.episodesNewlyCaught()), count(comparison.episodesNewlyMissed()));
      line(
          "  false      %s more here, %s fewer",
          count(comparison.onlyDraft().falseAlerts()),
          count(comparison.onlyBaseline().falseAlerts()));
    }
    if (comparison.onlyDraft().alerts() + comparison.onlyBaseline().alerts() > 0) {
      text.append('\n');
      AlertText.rules(text, comparison.rules());
    }
    episodes("caught only here", comparison.newlyCaught());
    episodes("caught only there", comparison.newlyMissed());
    AlertText.samples(text, "only here", comparison.onlyDraft().samples());
    AlertText.samples(text, "only there", comparison.onlyBaseline().samples());
  }

  private void samples() {
    text.append("\nsamples (more of them with --html or --json)\n");
    for (RuleResult rule : report.draft().rules()) {
      first(rule.samples(), true).ifPresent(sample -> AlertText.sample(text, sample));
      first(rule.samples(), false).ifPresent(sample -> AlertText.sample(text, sample));
    }
  }

  /** Without truth every sample counts as a true one. */
  private static Optional<Sample> first(List<Sample> samples, boolean fraud) {
    return samples.stream()
        .filter(sample -> (sample.fraud() == null || sample.fraud()) == fraud)
        .findFirst();
  }

  private void episodes(String what, List<EpisodeResult> episodes) {
    if (!episodes.isEmpty()) {
      line("\n%s, such as", what);
      for (EpisodeResult episode : episodes) {
        line(
            "  %s  %s  %s from %s  %d transactions, %s",
            plain(episode.episodeId()),
            plain(episode.typology()),
            plain(episode.userId()),
            episode.start(),
            episode.transactions(),
            money(episode.amounts()));
      }
    }
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
