package io.harrier.backtest.compare;

import static io.harrier.backtest.compare.Recorded.LIVE;
import static io.harrier.backtest.compare.Recorded.TRIED;
import static io.harrier.backtest.compare.Recorded.alert;
import static io.harrier.backtest.compare.Recorded.decision;
import static io.harrier.backtest.compare.Recorded.processed;
import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.backtest.report.BacktestReport.RuleDifference;
import io.harrier.backtest.report.BacktestReport.Sample;
import io.harrier.backtest.report.ShadowReport;
import io.harrier.backtest.report.TrialText;
import io.harrier.engine.release.Thresholds;
import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShadowComparisonTest {
  private static final Thresholds THRESHOLDS = new Thresholds(40, 80);

  private final ShadowComparison comparison = comparison(0, Long.MAX_VALUE);

  private static ShadowComparison comparison(long since, long until) {
    return new ShadowComparison(TRIED, LIVE, THRESHOLDS, new RecordedPart(since, until));
  }

  @Test
  void saysWhichAlertsOnlyOneOfTheTwoRaises() {
    comparison.alert(alert(LIVE, "both", 1, "large", 40));
    comparison.shadowAlert(alert(TRIED, "both", 1, "large", 40));
    comparison.shadowAlert(alert(TRIED, "new", 2, "large", 40));
    comparison.alert(alert(LIVE, "gone", 3, "small", 10));
    comparison.decision(decision(LIVE, "both", 1, Outcome.REVIEW, "large"));
    comparison.decision(decision(LIVE, "new", 2, Outcome.ALLOW));
    comparison.decision(decision(LIVE, "gone", 3, Outcome.ALLOW, "small"));
    comparison.decision(decision(LIVE, "none", 4, Outcome.ALLOW));

    ShadowReport report = comparison.report();

    assertThat(report.part().transactions()).isEqualTo(4);
    assertThat(report.rules())
        .containsExactly(
            new RuleDifference("large", 1, 1, 0), new RuleDifference("small", 0, 0, 1));
    assertThat(report.newlyAlerted()).isEqualTo(1);
    assertThat(report.noLongerAlerted()).isEqualTo(1);
    assertThat(report.onlyShadow().samples())
        .singleElement()
        .extracting(Sample::reason)
        .isEqualTo("large fired");
    assertThat(report.severer()).isEqualTo(1);
    assertThat(report.milder()).isZero();
    assertThat(report.outcomes().get(Outcome.ALLOW)).containsEntry(Outcome.ALLOW, 2L);
    assertThat(TrialText.of(report))
        .contains("r@2 in shadow, compared with r@1")
        .contains("large fired  [new]")
        .contains("small fired  [gone]");
    assertThat(TrialText.briefly(report).lines()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void anOutcomeCountsWhatCameWithTheTransaction() {
    comparison.shadowAlert(alert(TRIED, "t", 1, "a", 30));
    comparison.shadowAlert(alert(TRIED, AlertKind.PATTERN, "t", 1, processed(1), "sequence", 55));
    comparison.shadowAlert(alert(TRIED, AlertKind.SESSION, "t", 1, 50_000, "session", 90));
    comparison.shadowAlert(alert(TRIED, AlertKind.PATTERN, "t", 2, 50_000, "absence", 90));
    comparison.shadowAlert(alert(TRIED, AlertKind.SESSION, "s", 1, 50_000, "session", 90));
    comparison.decision(decision(LIVE, "t", 1, Outcome.ALLOW));
    comparison.decision(decision(LIVE, "s", 1, Outcome.REVIEW));

    ShadowReport report = comparison.report();

    assertThat(report.outcomes().get(Outcome.ALLOW)).containsEntry(Outcome.BLOCK, 1L);
    assertThat(report.outcomes().get(Outcome.REVIEW)).containsEntry(Outcome.ALLOW, 1L);
    assertThat(report.reportedLater()).isEqualTo(1);
    assertThat(report.onlyShadow().alerts()).isEqualTo(5);
  }

  @Test
  void whatOtherReleasesDecidedIsLeftOut() {
    comparison.shadowAlert(alert(TRIED, "c", 1, "large", 90));
    comparison.decision(decision("r@9", "c", 1, Outcome.ALLOW));
    comparison.alert(alert("r@9", "t", 1, "large", 90));
    comparison.decision(decision(LIVE, "t", 1, Outcome.ALLOW));

    ShadowReport report = comparison.report();

    assertThat(report.part().ofOtherReleases()).containsExactly(Map.entry("r@9", 1L));
    assertThat(report.part().transactions()).isEqualTo(1);
    assertThat(report.rules()).isEmpty();
    assertThat(TrialText.of(report)).contains("left out: 1 that r@9 decided");
  }

  @Test
  void whatIsRepeatedCountsOnce() {
    for (int i = 0; i < 2; i++) {
      comparison.alert(alert(LIVE, "t", 1, "large", 40));
      comparison.shadowAlert(alert(TRIED, "t", 1, "large", 40));
    }
    comparison.decision(decision(LIVE, "t", 1, Outcome.REVIEW, "large"));
    comparison.decision(decision(LIVE, "t", 1, Outcome.ALLOW));

    assertThat(comparison.report().common()).isEqualTo(1);
    assertThat(comparison.report().part().transactions()).isEqualTo(1);
  }

  @Test
  void aDecisionWhoseAlertsAreNotCommittedIsLeftOut() {
    comparison.shadowAlert(alert(TRIED, "t", 1, "large", 40));
    comparison.decision(decision(LIVE, "t", 1, Outcome.REVIEW, "large"));

    ShadowReport report = comparison.report();

    assertThat(report.part().awaited()).isEqualTo(1);
    assertThat(report.onlyShadow().alerts()).isZero();
    assertThat(TrialText.of(report)).contains("no transaction", "1 whose alerts are not on");
    assertThat(TrialText.briefly(report)).contains("can be compared yet");
  }

  @Test
  void aSequenceThatWaitedMayBeReportedWithALaterTransaction() {
    comparison.alert(alert(LIVE, AlertKind.PATTERN, "u", "first", 1, processed(5), "sequence", 50));
    comparison.decision(decision(LIVE, "u", "first", 1, Outcome.ALLOW));
    comparison.decision(decision(LIVE, "u", "second", 5, Outcome.REVIEW, "sequence"));

    assertThat(comparison.report().part().awaited()).isZero();
    assertThat(comparison.report().onlyLive().alerts()).isEqualTo(1);
  }

  /** Everything at once, counted by one who looks at each transaction anew. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithSomebodyWhoLooksAtEachTransaction(long seed) {
    Random random = new Random(seed);
    List<String> rules = List.of("a", "b", "c");
    List<Alert> live = new ArrayList<>();
    List<Alert> shadow = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      long time = random.nextInt(10_000);
      String release = random.nextInt(10) == 0 ? "r@9" : LIVE;
      List<String> fired = new ArrayList<>();
      int score = 0;
      for (String rule : rules) {
        if (random.nextInt(4) == 0) {
          fired.add(rule);
          score += 30;
          live.add(alert(release, "t" + i, time, rule, 30));
        }
        if (random.nextInt(4) == 0) {
          shadow.add(alert(TRIED, "t" + i, time, rule, 25));
        }
      }
      decisions.add(
          decision(
              release, "t" + i, time, THRESHOLDS.outcome(score), fired.toArray(String[]::new)));
    }
    long since = 2_000;
    long until = processed(8_000);
    ShadowComparison compared = comparison(since, until);
    inAnyOrder(live, random).forEach(compared::alert);
    inAnyOrder(shadow, random).forEach(compared::shadowAlert);
    inAnyOrder(decisions, random).forEach(compared::decision);
    ShadowReport report = compared.report();

    long transactions = 0;
    long newly = 0;
    long noLonger = 0;
    Map<String, Long> cells = new HashMap<>();
    Map<String, RuleDifference> byRule = new HashMap<>();
    for (Decision decision : decisions) {
      if (decision.eventTime() < since
          || decision.eventTime() >= 8_000
          || !decision.release().equals(LIVE)) {
        continue;
      }
      transactions++;
      Set<String> was = rulesOf(live, decision);
      Set<String> would = rulesOf(shadow, decision);
      newly += was.isEmpty() && !would.isEmpty() ? 1 : 0;
      noLonger += !was.isEmpty() && would.isEmpty() ? 1 : 0;
      cells.merge(decision.outcome() + " " + THRESHOLDS.outcome(25 * would.size()), 1L, Long::sum);
      for (String rule : rules) {
        RuleDifference before = byRule.getOrDefault(rule, new RuleDifference(rule, 0, 0, 0));
        boolean here = would.contains(rule);
        boolean there = was.contains(rule);
        byRule.put(
            rule,
            new RuleDifference(
                rule,
                before.common() + (here && there ? 1 : 0),
                before.onlyDraft() + (here && !there ? 1 : 0),
                before.onlyBaseline() + (there && !here ? 1 : 0)));
      }
    }
    assertThat(report.part().transactions()).isEqualTo(transactions);
    assertThat(report.newlyAlerted()).isEqualTo(newly);
    assertThat(report.noLongerAlerted()).isEqualTo(noLonger);
    assertThat(report.rules()).containsExactlyInAnyOrderElementsOf(byRule.values());
    for (Outcome decided : Outcome.values()) {
      for (Outcome would : Outcome.values()) {
        assertThat(report.outcomes().get(decided).get(would))
            .isEqualTo(cells.getOrDefault(decided + " " + would, 0L));
      }
    }
  }

  private static Set<String> rulesOf(List<Alert> alerts, Decision decision) {
    Set<String> rules = new HashSet<>();
    for (Alert alert : alerts) {
      if (alert.transactionId().equals(decision.transactionId())) {
        rules.add(alert.ruleId());
      }
    }
    return rules;
  }

  /** Some of them twice. */
  private static <T> List<T> inAnyOrder(List<T> records, Random random) {
    List<T> delivered = new ArrayList<>(records);
    records.stream().filter(each -> random.nextInt(5) == 0).forEach(delivered::add);
    Collections.shuffle(delivered, random);
    return delivered;
  }
}
