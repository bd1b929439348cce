package io.harrier.detection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.detection.evaluate.RuleGuard.Overrun;
import io.harrier.engine.evaluate.Evaluation;
import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.engine.evaluate.UserState;
import io.harrier.engine.lists.ListLookup;
import io.harrier.engine.rule.CostSamples;
import io.harrier.engine.rule.RuleProfile;
import io.harrier.engine.sequence.OpenMatchCounts;
import io.harrier.model.Alert;
import io.harrier.model.QuarantinedRule.Reason;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleGuardTest {
  private static final int PERIODS = 3;
  private static final long PERIOD = 1_000;
  private static final int BUDGET = 1_000;

  private final RuleGuard guard =
      new RuleGuard(
          new RuleBudget(Duration.ofNanos(BUDGET), 0.5, Duration.ofMillis(PERIOD), PERIODS));
  private final Measured measured = new Measured();
  private long now;

  @Test
  void whatIsDearPeriodAfterPeriodIsReportedOnce() {
    assertThat(periods(PERIODS, 40, 1_001)).isEmpty();
    assertThat(periods(1, 40, 1_001))
        .singleElement()
        .satisfies(
            overrun -> {
              assertThat(overrun.ruleId()).isEqualTo("rule");
              assertThat(overrun.reason()).isEqualTo(Reason.COST);
              assertThat(overrun.measured()).isEqualTo(1_001);
              assertThat(overrun.limit()).isEqualTo(BUDGET);
              assertThat(overrun.detail()).contains("1001 ns").contains("1000 ns");
            });
    assertThat(periods(2 * PERIODS, 40, 1_001)).isEmpty();
  }

  @Test
  void aPeriodWithinTheBudgetBeginsTheCountAnew() {
    for (int i = 0; i < 10; i++) {
      assertThat(periods(PERIODS - 1, 40, 50_000)).isEmpty();
      assertThat(periods(1, 40, BUDGET)).isEmpty();
    }
  }

  @Test
  void fewSamplesMakeNoPeriod() {
    assertThat(periods(30, 3, 50_000)).hasSize(0);
    assertThat(periods(30, 3, 50_000)).hasSize(1);
  }

  @Test
  void neitherDoesAShortTime() {
    for (int i = 0; i < 100; i++) {
      measured.add(40, 50_000, 0, 0);
      now += PERIOD / 1_000;
      assertThat(guard.look(measured, now)).isEmpty();
    }
  }

  @Test
  void aSequenceMayTakeTenTimesAsLong() {
    measured.sequence = true;
    assertThat(periods(10, 40, BUDGET * RuleBudget.SEQUENCE_FACTOR)).isEmpty();
    assertThat(periods(PERIODS, 40, BUDGET * RuleBudget.SEQUENCE_FACTOR + 1)).hasSize(1);
  }

  @Test
  void aRuleThatAlertsOnNearlyEverythingIsReported() {
    List<Overrun> overruns = alerts(PERIODS + 1, 1_000, 501);
    assertThat(overruns).extracting(Overrun::reason).containsExactly(Reason.ALERTS);
    assertThat(overruns).extracting(Overrun::measured).containsExactly(501L);
  }

  @Test
  void oneThatOnlyMarksIsNot() {
    measured.raisesAlerts = false;
    assertThat(alerts(PERIODS + 1, 1_000, 1_000)).isEmpty();
  }

  @Test
  void halfOfThemIsWithinTheBudget() {
    assertThat(alerts(PERIODS + 1, 1_000, 500)).isEmpty();
  }

  @Test
  void aFailureIsReportedAtOnce() {
    measured.failures.put("rule", new ArithmeticException("by zero"));
    assertThat(guard.look(measured, now))
        .extracting(Overrun::reason)
        .containsExactly(Reason.FAILURE);
    assertThat(guard.look(measured, now)).isEmpty();
    guard.forget("rule");
    assertThat(guard.look(measured, now)).hasSize(1);
  }

  private List<Overrun> periods(int periods, int samples, int nanos) {
    List<Overrun> overruns = new ArrayList<>();
    for (int i = 0; i < periods; i++) {
      measured.add(samples, nanos, 0, 0);
      overruns.addAll(guard.look(measured, now));
      now += PERIOD;
    }
    return overruns;
  }

  private List<Overrun> alerts(int periods, int evaluations, int matches) {
    List<Overrun> overruns = new ArrayList<>();
    for (int i = 0; i < periods; i++) {
      measured.add(CostSamples.KEPT, 1, evaluations, matches);
      overruns.addAll(guard.look(measured, now));
      now += PERIOD;
    }
    return overruns;
  }

  /** One rule, measured as told. */
  private static final class Measured implements TransactionEvaluator {
    private final Map<String, Throwable> failures = new HashMap<>();
    private boolean sequence;
    private boolean raisesAlerts = true;
    private long evaluations;
    private long matches;
    private long samples;
    private int nanos;

    void add(int newSamples, int medianNanos, int newEvaluations, int newMatches) {
      samples += newSamples;
      nanos = medianNanos;
      evaluations += newEvaluations;
      matches += newMatches;
    }

    @Override
    public List<RuleProfile> ruleProfiles() {
      return List.of(
          new RuleProfile(
              "rule", raisesAlerts, evaluations, matches, RuleProfile.NEVER, samples, nanos));
    }

    @Override
    public Map<String, Long> openMatches() {
      return sequence ? Map.of("rule", 0L) : Map.of();
    }

    @Override
    public Map<String, Throwable> ruleFailures() {
      return failures;
    }

    @Override
    public Evaluation evaluate(
        UserState state, Transaction transaction, RiskScore risk, ListLookup lists, long time) {
      throw new UnsupportedOperationException("only measured");
    }

    @Override
    public List<Alert> advance(
        UserState state, String userId, RiskScore risk, long time, long processingTime) {
      throw new UnsupportedOperationException("only measured");
    }

    @Override
    public long nextDeadline(UserState state) {
      throw new UnsupportedOperationException("only measured");
    }

    @Override
    public void switchOff(Set<String> ids) {}

    @Override
    public void countOpenMatches(OpenMatchCounts counts) {}

    @Override
    public int profiled() {
      return (int) samples;
    }

    @Override
    public void close() {}
  }
}
