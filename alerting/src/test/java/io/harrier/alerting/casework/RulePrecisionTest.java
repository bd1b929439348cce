package io.harrier.alerting.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RulePrecisionTest {
  @Test
  void aFewFalseAlarmsAreNoEvidence() {
    assertThat(closed(0, 3).isNoisy(RulePrecision.USUAL_NOISE)).isFalse();
    assertThat(closed(0, 15).isNoisy(RulePrecision.USUAL_NOISE)).isFalse();
    assertThat(closed(0, 16).isNoisy(RulePrecision.USUAL_NOISE)).isTrue();
  }

  @Test
  void theMoreFraudTheMoreFalseAlarmsItTakes() {
    assertThat(closed(3, 27).isNoisy(RulePrecision.USUAL_NOISE)).isFalse();
    assertThat(closed(10, 90).isNoisy(RulePrecision.USUAL_NOISE)).isTrue();
    assertThat(closed(30, 120).isNoisy(RulePrecision.USUAL_NOISE)).isFalse();
  }

  @Test
  void manyAlertsInFewCasesAreFewJudgements() {
    Instant time = Instant.EPOCH;
    RulePrecision rule =
        new RulePrecision(
            "r", time, time, new Judgements(0, 200, 0, 0), new Judgements(0, 2, 0, 0), 0);

    assertThat(rule.isNoisy(RulePrecision.USUAL_NOISE)).isFalse();
  }

  @Test
  void whatIsOpenOrUndecidedIsNoPrecision() {
    assertThat(new Judgements(0, 0, 5, 7).precision()).isEmpty();
    assertThat(new Judgements(1, 3, 5, 7).precision()).hasValue(0.25);
  }

  private static RulePrecision closed(long fraud, long legitimate) {
    Judgements cases = new Judgements(fraud, legitimate, 4, 100);
    return new RulePrecision("r", Instant.EPOCH, Instant.EPOCH, cases, cases, 0);
  }
}
