package io.harrier.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CaseTrackerTest {
  private static final long GAP = 100;

  private final CaseTracker tracker = new CaseTracker();

  @Test
  void alertsWithinTheGapShareACase() {
    String first = tracker.caseFor("a", 1_000, GAP);

    assertThat(tracker.caseFor("b", 1_100, GAP)).isEqualTo(first);
    assertThat(tracker.caseFor("c", 1_200, GAP)).isEqualTo(first);
  }

  @Test
  void aLongerSilenceOpensACase() {
    String first = tracker.caseFor("a", 1_000, GAP);

    assertThat(tracker.caseFor("b", 1_101, GAP)).isNotEqualTo(first);
  }

  @Test
  void anAlertOutOfOrderBelongsToTheCaseItLiesIn() {
    String first = tracker.caseFor("a", 1_000, GAP);
    tracker.caseFor("b", 1_090, GAP);

    assertThat(tracker.caseFor("c", 1_010, GAP)).isEqualTo(first);
    assertThat(tracker.caseFor("d", 900, GAP)).isEqualTo(first);
    assertThat(tracker.caseFor("e", 1_190, GAP)).isEqualTo(first);
  }

  @Test
  void theIdDependsOnTheFirstAlertAlone() {
    CaseTracker other = new CaseTracker();
    other.caseFor("x", 0, GAP);

    assertThat(other.caseFor("a", 5_000, GAP)).isEqualTo(tracker.caseFor("a", 1_000, GAP));
  }

  @Test
  void theCaseSurvivesARestore() throws IOException {
    String before = tracker.caseFor("a", 1_000, GAP);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tracker.write(new DataOutputStream(bytes));

    CaseTracker restored =
        CaseTracker.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(restored.caseFor("b", 1_050, GAP)).isEqualTo(before);
    assertThat(tracker.copy().caseFor("b", 1_050, GAP)).isEqualTo(before);
  }
}
