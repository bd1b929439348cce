package io.harrier.backtest.report;

import static io.harrier.backtest.report.ReportText.NONE;
import static io.harrier.backtest.report.ReportText.count;
import static io.harrier.backtest.report.ReportText.features;
import static io.harrier.backtest.report.ReportText.money;
import static io.harrier.backtest.report.ReportText.percent;
import static io.harrier.backtest.report.ReportText.rate;

import io.harrier.backtest.report.BacktestReport.EpisodeResult;
import io.harrier.backtest.report.BacktestReport.Quality;
import io.harrier.backtest.report.BacktestReport.RuleDifference;
import io.harrier.backtest.report.BacktestReport.RuleResult;
import io.harrier.backtest.report.BacktestReport.Sample;
import java.util.List;
import java.util.Locale;

/** The tables of a report's page. */
final class HtmlTables {
  private final Markup page;

  HtmlTables(Markup page) {
    this.page = page;
  }

  /** The rules with what they found, and how good that was if the truth is known. */
  void rules(List<RuleResult> rules, boolean withTruth) {
    beginTable("rule", "kind", "severity");
    headings("hits", "alerts", "a day");
    if (withTruth) {
      headings("true", "false", "precision", "episodes", "transactions", "saved");
    }
    page.close();
    for (RuleResult rule : rules) {
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

  /** The rules that raised alerts in one of two releases alone. */
  void differences(List<RuleDifference> rules) {
    beginTable("rule");
    headings("in both", "only here", "only there");
    page.close();
    for (RuleDifference rule : rules) {
      if (rule.onlyDraft() + rule.onlyBaseline() > 0) {
        page.open("tr").element("td", rule.ruleId());
        numbers(count(rule.common()), count(rule.onlyDraft()), count(rule.onlyBaseline()));
        page.close();
      }
    }
    page.close().close();
  }

  void samples(String what, List<Sample> samples) {
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

  void episodes(String what, List<EpisodeResult> episodes) {
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
