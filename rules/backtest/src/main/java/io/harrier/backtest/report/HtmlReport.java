package io.harrier.backtest.report;

import static io.harrier.backtest.report.ReportText.NONE;
import static io.harrier.backtest.report.ReportText.count;
import static io.harrier.backtest.report.ReportText.features;
import static io.harrier.backtest.report.ReportText.money;
import static io.harrier.backtest.report.ReportText.percent;
import static io.harrier.backtest.report.ReportText.rate;

import io.harrier.backtest.report.BacktestReport.Comparison;
import io.harrier.backtest.report.BacktestReport.EpisodeResult;
import io.harrier.backtest.report.BacktestReport.Input;
import io.harrier.backtest.report.BacktestReport.Quality;
import io.harrier.backtest.report.BacktestReport.ReleaseResult;
import io.harrier.backtest.report.BacktestReport.RuleDifference;
import io.harrier.backtest.report.BacktestReport.RuleResult;
import io.harrier.backtest.report.BacktestReport.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A report as one page: nothing is loaded from elsewhere, and nothing in it is a script. */
public final class HtmlReport {
  private static final String STYLE = resource("report.css");

  private final BacktestReport report;
  private final Markup page = new Markup();

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
    rules(draft);
    if (report.comparison() != null) {
      comparison(report.comparison());
    }
    episodes("Missed episodes, the first of them", draft.missed());
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

  private void rules(ReleaseResult release) {
    boolean withTruth = report.truth() != null;
    page.element("h2", "Rules");
    beginTable("rule", "kind", "severity");
    headings("hits", "alerts", "a day");
    if (withTruth) {
      headings("true", "false", "precision", "episodes", "transactions", "saved");
    }
    page.close();
    for (RuleResult rule : release.rules()) {
      page.open("tr");
      page.element("td", rule.ruleId(), "title", rule.name());
      page.element("td", rule.onlyMarks() ? "marks" : rule.kind().toLowerCase(Locale.ROOT));
      page.element("td", rule.severity().toLowerCase(Locale.ROOT));
      numbers(
          count(rule.hits()),
          rule.onlyMarks() ? NONE : count(rule.findings().alerts()),
          rule.onlyMarks() ? NONE : rate(rule.findings().alertsPerDay()));
      if (withTruth) {
        Quality quality = rule.findings().quality();
        numbers(
            count(quality.trueAlerts()),
            count(quality.falseAlerts()),
            percent(quality.precision()),
            percent(quality.episodeRecall()),
            percent(quality.transactionRecall()),
            money(quality.saved()));
      }
      page.close();
    }
    page.close().close();
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
    beginTable("rule");
    headings("in both", "only here", "only there");
    page.close();
    for (RuleDifference rule : comparison.rules()) {
      if (rule.onlyDraft() + rule.onlyBaseline() > 0) {
        page.open("tr").element("td", rule.ruleId());
        numbers(count(rule.common()), count(rule.onlyDraft()), count(rule.onlyBaseline()));
        page.close();
      }
    }
    page.close().close();
    episodes("Episodes caught only here", comparison.newlyCaught());
    episodes("Episodes caught only there", comparison.newlyMissed());
    samples("Alerts only here", comparison.onlyDraft().samples());
    samples("Alerts only there", comparison.onlyBaseline().samples());
  }

  private void samples(ReleaseResult release) {
    page.element("h2", "Samples");
    for (RuleResult rule : release.rules()) {
      samples(rule.ruleId() + ": " + rule.name(), rule.samples());
    }
  }

  private void samples(String what, List<Sample> samples) {
    if (samples.isEmpty()) {
      return;
    }
    page.open("details").element("summary", what);
    beginTable("event time", "user", "reason", "values", "transactions");
    page.close();
    for (Sample sample : samples) {
      page.open("tr").element("td", sample.eventTime().toString()).element("td", sample.userId());
      page.open("td").text(sample.reason());
      if (sample.fraud() != null) {
        page.text(" ");
        page.element(
            "span",
            sample.fraud() ? "fraud" : "no fraud",
            "class",
            sample.fraud() ? "tag good" : "tag bad");
      }
      page.close();
      page.element("td", features(sample.features()));
      page.element("td", String.join(" ", sample.transactionIds())).close();
    }
    page.close().close().close();
  }

  private void episodes(String what, List<EpisodeResult> episodes) {
    if (episodes.isEmpty()) {
      return;
    }
    page.open("details").element("summary", what);
    beginTable("episode", "kind", "user", "from");
    headings("transactions", "took");
    page.close();
    for (EpisodeResult episode : episodes) {
      page.open("tr");
      page.element("td", episode.episodeId());
      page.element("td", episode.typology());
      page.element("td", episode.userId());
      page.element("td", episode.start().toString());
      numbers(count(episode.transactions()), money(episode.amounts()));
      page.close();
    }
    page.close().close().close();
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

  /** Begins a table, and the row of its headings. */
  private void beginTable(String... headings) {
    page.open("div", "class", "scroll").open("table").open("tr");
    for (String heading : headings) {
      page.element("th", heading, "scope", "col");
    }
  }

  private void headings(String... headings) {
    for (String heading : headings) {
      page.element("th", heading, "scope", "col", "class", "number");
    }
  }

  private void numbers(String... cells) {
    for (String cell : cells) {
      page.element("td", cell, "class", "number");
    }
  }
}
