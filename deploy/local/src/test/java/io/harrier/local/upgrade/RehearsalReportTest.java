package io.harrier.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Decision;
import io.harrier.model.Evidence;
import io.harrier.model.Outcome;
import io.harrier.model.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RehearsalReportTest {
  private static final Evidence EVIDENCE = new Evidence(Map.of(), Map.of(), Double.NaN, -1, true);
  private static final Decision CLEAN = decision("t1", 0, "base@1");

  @Test
  void comparesOnlyWhatBothDecided() {
    RehearsalReport report =
        RehearsalReport.between(
            Map.of("t1", CLEAN, "before", decision("before", 90, "base@1")),
            Map.of("t1", CLEAN, "after", decision("after", 90, "base@1")),
            Map.of("a", alert("a", "before")),
            Map.of("b", alert("b", "after")));

    assertThat(report.decided()).isEqualTo(1);
    assertThat(report.isAlike()).isTrue();
    assertThat(report.raisedByBoth()).isZero();
  }

  @Test
  void namesWhatIsDecidedOrRaisedOtherwise() {
    RehearsalReport report =
        RehearsalReport.between(
            Map.of("t1", CLEAN, "t2", decision("t2", 0, "base@1")),
            Map.of("t1", decision("t1", 60, "base@1"), "t2", decision("t2", 0, "base@2")),
            Map.of("both", alert("both", "t1"), "present", alert("present", "t2")),
            Map.of("both", alert("both", "t1"), "next", alert("next", "t1")));

    assertThat(report.isAlike()).isFalse();
    assertThat(report.decidedOtherwise())
        .extracting(difference -> difference.next().transactionId())
        .containsExactlyInAnyOrder("t1", "t2");
    assertThat(report.raisedByBoth()).isEqualTo(1);
    assertThat(report.raisedByNext()).extracting(Alert::alertId).containsExactly("next");
    assertThat(report.raisedByPresent()).extracting(Alert::alertId).containsExactly("present");
  }

  private static Decision decision(String transactionId, int score, String release) {
    return new Decision(
        "d-" + transactionId,
        transactionId,
        "ann",
        score == 0 ? Outcome.ALLOW : Outcome.REVIEW,
        score,
        List.of(),
        release,
        1,
        1);
  }

  private static Alert alert(String alertId, String transactionId) {
    return new Alert(
        alertId,
        transactionId,
        "ann",
        "case",
        AlertKind.RULE,
        "rule",
        "base@1",
        Severity.LOW,
        10,
        "reason",
        1,
        1,
        List.of(transactionId),
        EVIDENCE);
  }
}
