package io.harrier.backtest.report;

import static io.harrier.backtest.report.ReportText.count;
import static io.harrier.backtest.report.ReportText.money;
import static io.harrier.backtest.report.ReportText.percent;
import static io.harrier.backtest.report.ReportText.rate;

import io.harrier.backtest.report.BacktestReport.Comparison;
import io.harrier.backtest.report.BacktestReport.Input;
import io.harrier.backtest.report.BacktestReport.Quality;
import io.harrier.backtest.report.BacktestReport.ReleaseResult;
import io.harrier.backtest.report.BacktestReport.RuleResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** A report as one page: nothing is loaded from elsewhere, and nothing in it is a script. */
public final class HtmlReport {
  private static final String STYLE = resource("report.css");

  private final BacktestReport report;
  private final Markup page = new Markup();
  private final HtmlTables tables = new HtmlTables(page);

  private HtmlReport(BacktestReport report) {
    this.report = report;
  }

  public static String of(BacktestReport report) {
    return new HtmlReport(report).write();
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String write() {
    ReleaseResult draft = report.draft();
    page.open("html", "lang", "en").open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.element("title", "Backtest of " + draft.releaseId());
    page.style(STYLE).close();
    page.open("body").open("main");
    page.element("h1", "Backtest of " + draft.releaseId());
    input(report.input());
    figures(draft);
    page.element("h2", "Alerts by day");
    Charts.perDay(
        page,
        draft.total().perDay(),
        report.baseline() == null ? null : report.baseline().total().perDay());
    if (report.baseline() != null) {
      page.open("p", "class", "legend");
      page.element("span", draft.releaseId(), "class", "here");
      page.element("span", report.baseline().releaseId(), "class", "there").close();
    }
    ruleChart(draft);
    typologies(draft);
    page.element("h2", "Rules");
    tables.rules(draft.rules(), report.truth() != null);
    if (report.comparison() != null) {
      comparison(report.comparison());
    }
    tables.episodes("Missed episodes, the first of them", draft.missed());
    samples(draft);
    definitions();
    page.close().close().close();
    return "<!doctype html>\n" + page;
  }

  private void input(Input input) {
    page.open("p", "class", "quiet");
    page.text(
        "%s: %s records of %s users, event times %s to %s (%s days). "
            .formatted(
                input.name(),
                count(input.records()),
                count(input.users()),
                input.from(),
                input.to(),
                rate(input.days())));
    page.text(
        "%s decided, %s late, %s duplicates, %s rejected. "
            .formatted(
                count(input.decided()),
                count(input.late()),
                count(input.duplicates()),
                count(input.rejected().values().stream().mapToLong(Long::longValue).sum())));
    if (input.uncounted() > 0) {
      page.text(count(input.uncounted()) + " transactions to warm up are not counted. ");
    }
    page.text("Risk scores: " + input.scores() + "; lists: " + input.lists() + "; ");
    page.text(input.endOfInput() + ".");
    page.close();
  }

  private void figures(ReleaseResult release) {
    page.open("dl", "class", "figures");
    figure("alerts", count(release.total().alerts()));
    figure("alerts a day", rate(release.total().alertsPerDay()));
    figure("cases", count(release.cases()));
    release
        .decisions()
        .forEach((outcome, made) -> figure("decisions " + outcome, count(made.count())));
    Quality quality = release.total().quality();
    if (quality != null) {
      figure("precision of alerts", percent(quality.precision()));
      figure("recall of episodes", percent(quality.episodeRecall()));
      figure("recall of transactions", percent(quality.transactionRecall()));
      figure("saved of " + money(report.truth().lost()), money(quality.saved()));
    }
    page.close();
  }

  private void figure(String name, String value) {
    page.open("div").element("dt", name).element("dd", value).close();
  }

  private void ruleChart(ReleaseResult release) {
    List<RuleResult> raising =
        release.rules().stream()
            .filter(rule -> rule.findings().alerts() > 0)
            .sorted(
                Comparator.comparingLong((RuleResult rule) -> rule.findings().alerts()).reversed())
            .toList();
    boolean withTruth = report.truth() != null;
    page.element("h2", "Alerts by rule");
    Charts.bars(
        page,
        "Alerts by rule",
        withTruth ? "fraud" : "alerts",
        withTruth ? "no fraud" : "",
        raising.stream()
            .map(
                rule ->
                    withTruth
                        ? new Charts.Bar(
                            rule.ruleId(),
                            rule.findings().quality().trueAlerts(),
                            rule.findings().quality().falseAlerts())
                        : new Charts.Bar(rule.ruleId(), rule.findings().alerts(), 0))
            .toList());
  }

  private void typologies(ReleaseResult release) {
    if (!release.typologies().isEmpty()) {
      page.element("h2", "Episodes");
      Charts.bars(
          page,
          "Episodes by kind of fraud",
          "caught",
          "missed",
          release.typologies().stream()
              .map(
                  typology -> new Charts.Bar(typology.name(), typology.caught(), typology.missed()))
              .toList());
    }
  }

  private void comparison(Comparison comparison) {
    page.element("h2", "Compared with " + report.baseline().releaseId());
    page.open("dl", "class", "figures");
    figure("alerts in both", count(comparison.common()));
    figure("only here", count(comparison.onlyDraft().alerts()));
    figure("only there", count(comparison.onlyBaseline().alerts()));
    if (comparison.episodesNewlyCaught() != null) {
      figure("episodes caught only here", count(comparison.episodesNewlyCaught()));
      figure("episodes caught only there", count(comparison.episodesNewlyMissed()));
      figure("false alerts only here", count(comparison.onlyDraft().falseAlerts()));
      figure("false alerts only there", count(comparison.onlyBaseline().falseAlerts()));
    }
    page.close();
    tables.differences(comparison.rules());
    tables.episodes("Episodes caught only here", comparison.newlyCaught());
    tables.episodes("Episodes caught only there", comparison.newlyMissed());
    tables.samples("Alerts only here", comparison.onlyDraft().samples());
    tables.samples("Alerts only there", comparison.onlyBaseline().samples());
  }

  private void samples(ReleaseResult release) {
    page.element("h2", "Samples");
    for (RuleResult rule : release.rules()) {
      tables.samples(rule.ruleId() + ": " + rule.name(), rule.samples());
    }
  }

  private void definitions() {
    page.open("p", "class", "quiet");
    page.text(
        "An alert is true when a fraudulent transaction took part in it. An episode is caught when"
            + " an alert names one of its transactions. Saved is what fraud took of a user from the"
            + " alert that first caught the episode on, that transaction included. Hits include the"
            + " warm-up. Samples are drawn by chance, the same ones in every run. ");
    page.text(
        "Computed at %s transactions a second."
            .formatted(count(Math.round(report.timing().transactionsPerSecond()))));
    page.close();
  }
}
