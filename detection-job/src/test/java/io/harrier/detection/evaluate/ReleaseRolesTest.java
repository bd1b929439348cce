package io.harrier.detection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.harrier.model.Alert;
import io.harrier.model.CanaryShare;
import io.harrier.model.Decision;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import io.harrier.model.Transaction;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What a release does in canary, in shadow, and with rules switched off. */
class ReleaseRolesTest {
  private static final long T = EvaluateHarness.NOW;
  private static final PublishedRelease LIVE =
      References.release("base@1", ReleaseState.LIVE, 0, "base@1", 10);

  @Test
  void aCanaryDecidesAStableShareOfTheUsersFromItsActivation() throws Exception {
    PublishedRelease canary =
        References.release("new@1", ReleaseState.CANARY, T + 100, "new@1", 10);
    List<String> users = IntStream.range(0, 200).mapToObj(i -> "user-" + i).toList();
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.apply(References.changed(11, canary, 20));
      for (String user : users) {
        job.receive("before-" + user, user, T);
        job.receive(large("after-" + user, user, T + 100));
      }
      job.apply(References.changed(12, canary, 60));
      for (String user : users) {
        job.receive("more-" + user, user, T + 200);
      }

      for (Decision decision : job.decisions()) {
        int share =
            decision.transactionId().startsWith("before")
                ? 0
                : decision.transactionId().startsWith("after") ? 20 : 60;
        assertThat(decision.release())
            .as(decision.transactionId())
            .isEqualTo(CanaryShare.includes(decision.userId(), share) ? "new@1" : "base@1");
      }
      assertThat(job.alerts())
          .allSatisfy(
              alert ->
                  assertThat(alert.release())
                      .isEqualTo(CanaryShare.includes(alert.userId(), 20) ? "new@1" : "base@1"))
          .extracting(Alert::release)
          .contains("new@1", "base@1");
    }
  }

  @Test
  void whoseCanaryIsBrokenIsDecidedByTheLiveRelease() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.apply(
          References.changed(
              11, References.release("new@1", ReleaseState.CANARY, 0, "broken", 10), 100));
      job.receive("t1", "ann", T);

      assertThat(job.decisions()).extracting(Decision::release).containsExactly("base@1");
    }
  }

  @Test
  void aRuleIsOffFromTheMomentThatTheTaskHearsOfIt() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start()) {
      job.ready();
      job.receive(large("t1", "ann", T));
      job.apply(References.changed(11, LIVE, 0, ScriptedRelease.RULE));
      job.receive(large("t2", "ann", T + 1));
      job.apply(References.changed(12, LIVE, 0));
      job.receive(large("t3", "ann", T + 2));

      assertThat(job.alerts()).extracting(Alert::transactionId).containsExactly("t1", "t3");
      assertThat(ReleaseCache.shared().size()).isEqualTo(1);
    }
  }

  @Test
  void aRuleThatIsOffStaysOffAfterARestore() throws Exception {
    OperatorSubtaskState checkpoint;
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.apply(References.changed(11, LIVE, 0, ScriptedRelease.RULE));
      checkpoint = job.snapshot();
    }
    try (EvaluateHarness job = EvaluateHarness.restore(checkpoint, 1, 1, 0)) {
      job.receive(large("t2", "ann", T + 1));
      assertThat(job.decided()).containsExactly("t2");
      assertThat(job.alerts()).isEmpty();
    }
  }

  @Test
  void aShadowRaisesAlertsOfItsOwnAndDecidesNothing() throws Exception {
    PublishedRelease shadow =
        References.release("idea@1", ReleaseState.SHADOW, T + 100, "idea@1", 10);
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.apply(References.changed(11, shadow, 0));
      job.awaitShadow();
      job.receive(large("early", "ann", T + 99));
      job.receive(large("t1", "ann", T + 100));
      job.receive("absence", "ann", T + 101);
      job.watermark(T + 101 + ScriptedRelease.ABSENCE_MILLIS);
      job.apply(
          References.changed(
              12, References.release("idea@1", ReleaseState.RETIRED, T + 100, "idea@1", 10), 0));
      job.receive(large("t9", "ann", T + 50_000));

      assertThat(job.decisions()).extracting(Decision::release).containsOnly("base@1");
      assertThat(job.alerts()).extracting(Alert::release).containsOnly("base@1").hasSize(4);
      assertThat(job.values(EvaluateTransactions.SHADOW_ALERTS))
          .extracting(Alert::transactionId, Alert::release)
          .containsExactly(tuple("t1", "idea@1"), tuple("absence", "idea@1"));
    }
  }

  @Test
  void aShadowThatFailsEndsAloneAndIsNotTriedAgain() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.apply(
          References.changed(
              11, References.release("failing@1", ReleaseState.SHADOW, 0, "failing@1", 10), 0));
      job.awaitShadow();
      job.receive(large("t1", "ann", T));
      job.receive(large("t2", "ann", T + 1));

      assertThat(job.decided()).containsExactly("t1", "t2");
      assertThat(job.values(EvaluateTransactions.SHADOW_ALERTS)).isEmpty();
      assertThat(job.isShadowLoaded()).isFalse();
    }
  }

  private static Transaction large(String transactionId, String userId, long eventTime) {
    return Transaction.builder(transactionId, userId, eventTime).amount(1_000, "EUR").build();
  }
}
