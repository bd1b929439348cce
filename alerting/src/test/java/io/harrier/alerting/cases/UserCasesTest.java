package io.harrier.alerting.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.alerting.AlertFixture;
import io.harrier.model.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UserCasesTest {
  private static final long TEN_MINUTES = Duration.ofMinutes(10).toMillis();
  private static final AlertFixture FIRST = AlertFixture.of("a1", "u1");

  private final UserCases cases = new UserCases();

  private Filing file(AlertFixture alert) {
    return cases.file(alert.received(), TEN_MINUTES);
  }

  private static AlertFixture next(String alertId, long minutesLater) {
    return AlertFixture.of(alertId, "u1").minutesLater(minutesLater);
  }

  @Test
  void theFirstAlertOpensTheCase() {
    Filing filing = file(FIRST);

    assertThat(filing.suppressed()).isFalse();
    CaseChange change = filing.change().orElseThrow();
    assertThat(change.opened()).isTrue();
    assertThat(change.previousSeverity()).isNull();
    assertThat(change.alertCount()).isEqualTo(1);
    assertThat(change.firstAlertAt()).isEqualTo(AlertFixture.NOON);
    assertThat(change.lastAlertAt()).isEqualTo(AlertFixture.NOON);
  }

  @Test
  void theSameRuleIsQuietForTheSuppressionTime() {
    file(FIRST);

    assertThat(file(next("a2", 9)).suppressed()).isTrue();
    assertThat(file(next("a3", 10)).suppressed()).isFalse();
  }

  @Test
  void suppressionIsMeasuredFromTheLastUnsuppressedAlert() {
    file(FIRST);
    file(next("a2", 6));

    assertThat(file(next("a3", 12)).suppressed()).isFalse();
  }

  @Test
  void anotherRuleIsNotSuppressed() {
    file(FIRST);

    assertThat(file(next("a2", 1).by("velocity")).suppressed()).isFalse();
  }

  @Test
  void anOutOfOrderAlertIsComparedToo() {
    file(next("a1", 20));

    assertThat(file(next("a2", 15)).suppressed()).isTrue();
    assertThat(file(next("a3", 5)).suppressed()).isFalse();
  }

  @Test
  void zeroSuppressesNothing() {
    cases.file(FIRST.received(), 0);

    assertThat(cases.file(next("a2", 0).received(), 0).suppressed()).isFalse();
  }

  @Test
  void suppressedAlertsCountInTheirCaseAndAnnounceNothing() {
    file(FIRST);

    Filing filing = file(next("a2", 1).with(Severity.CRITICAL, 90));

    CaseChange change = filing.change().orElseThrow();
    assertThat(change.alertCount()).isEqualTo(2);
    assertThat(change.suppressedCount()).isEqualTo(1);
    assertThat(change.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(filing.reaches(Severity.CRITICAL)).isFalse();
  }

  @Test
  void aSuppressedAlertOpensNoCase() {
    file(FIRST.inCase("c1"));

    Filing suppressed = file(next("a2", 1).inCase("c2"));
    Filing opening = file(next("a3", 30).inCase("c2"));

    assertThat(suppressed.suppressed()).isTrue();
    assertThat(suppressed.change()).isEmpty();
    CaseChange opened = opening.change().orElseThrow();
    assertThat(opened.opened()).isTrue();
    assertThat(opened.alertCount()).isEqualTo(2);
    assertThat(opened.suppressedCount()).isEqualTo(1);
  }

  @Test
  void theMostSevereAlertDecidesSeverityAndScore() {
    file(FIRST.with(Severity.HIGH, 70));

    CaseChange lower = file(next("a2", 1).by("r2").with(Severity.LOW, 90)).change().orElseThrow();
    CaseChange higher =
        file(next("a3", 2).by("r3").with(Severity.CRITICAL, 10)).change().orElseThrow();

    assertThat(lower.severity()).isEqualTo(Severity.HIGH);
    assertThat(lower.score()).isEqualTo(90);
    assertThat(lower.raisesSeverity()).isFalse();
    assertThat(higher.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(higher.previousSeverity()).isEqualTo(Severity.HIGH);
    assertThat(higher.raisesSeverity()).isTrue();
  }

  @Test
  void aThresholdIsReachedOnce() {
    Filing low = file(FIRST.with(Severity.LOW, 10));
    Filing high = file(next("a2", 1).by("r2").with(Severity.HIGH, 10));
    Filing critical = file(next("a3", 2).by("r3").with(Severity.CRITICAL, 10));

    assertThat(low.reaches(Severity.HIGH)).isFalse();
    assertThat(high.reaches(Severity.HIGH)).isTrue();
    assertThat(critical.reaches(Severity.HIGH)).isFalse();
  }

  @Test
  void aRepeatedAlertChangesNothing() {
    file(FIRST);

    Filing repeated = file(FIRST);
    CaseChange next = file(next("a2", 20)).change().orElseThrow();

    assertThat(repeated.repeated()).isTrue();
    assertThat(repeated.change()).isEmpty();
    assertThat(next.alertCount()).isEqualTo(2);
  }

  @Test
  void theOldestCaseIsForgottenBeyondTheBound() {
    for (int i = 0; i <= UserCases.MAX_CASES; i++) {
      file(next("a" + i, i * 60L).inCase("c" + i));
    }

    CaseChange remembered = file(next("x", 500).inCase("c1")).change().orElseThrow();
    CaseChange forgotten = file(next("y", 520).inCase("c0")).change().orElseThrow();

    assertThat(remembered.alertCount()).isEqualTo(2);
    assertThat(forgotten.alertCount()).isEqualTo(1);
  }

  /** As of transactions that came late. */
  @Test
  void aCaseOfLongAgoGoesOnBeyondTheBound() {
    for (int i = 1; i <= UserCases.MAX_CASES; i++) {
      file(next("a" + i, i * 60L).inCase("c" + i));
    }

    file(next("x", 0).inCase("c0"));
    CaseChange goesOn = file(next("y", 20).inCase("c0")).change().orElseThrow();

    assertThat(goesOn.alertCount()).isEqualTo(2);
  }

  @Test
  void manyRulesStayWithinTheBound() {
    RuleTimes times = new RuleTimes();
    for (int i = 0; i < 3 * RuleTimes.MAX_RULES; i++) {
      times.record("r" + i, AlertFixture.NOON + i, TEN_MINUTES);
    }

    assertThat(times.size()).isEqualTo(RuleTimes.MAX_RULES);
    assertThat(times.isRecent("r0", AlertFixture.NOON, TEN_MINUTES)).isFalse();
    assertThat(times.isRecent("r" + (3 * RuleTimes.MAX_RULES - 1), AlertFixture.NOON, TEN_MINUTES))
        .isTrue();
  }

  @Test
  void theOldestAlertIdsAreForgottenBeyondTheBound() {
    RecentAlerts recent = new RecentAlerts();
    for (int i = 0; i <= RecentAlerts.CAPACITY; i++) {
      assertThat(recent.add("a" + i)).isTrue();
    }

    assertThat(recent.add("a1")).isFalse();
    assertThat(recent.add("a0")).isTrue();
    assertThat(recent.add("a1")).isTrue();
  }
}
