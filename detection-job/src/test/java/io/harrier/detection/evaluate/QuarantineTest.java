package io.harrier.detection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.Alert;
import io.harrier.model.PublishedRelease;
import io.harrier.model.QuarantinedRule;
import io.harrier.model.QuarantinedRule.Reason;
import io.harrier.model.ReleaseState;
import io.harrier.model.Transaction;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** A rule that overruns its budget while the job runs. */
class QuarantineTest {
  private static final long T = EvaluateHarness.NOW;
  private static final PublishedRelease LIVE =
      References.release("base@1", ReleaseState.LIVE, 0, "base@1", 10);

  @Test
  void aRuleThatCostsTooMuchIsSwitchedOffAndReportedOnce() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      overrun(job);
      job.receive(large("after", T + 10));

      assertThat(alerted(job)).containsExactly("before");
      assertThat(job.decided()).contains("after");
      assertThat(job.values(EvaluateTransactions.QUARANTINED_RULES))
          .singleElement()
          .satisfies(
              rule -> {
                assertThat(rule.releaseId()).isEqualTo("base@1");
                assertThat(rule.ruleId()).isEqualTo(ScriptedRelease.RULE);
                assertThat(rule.reason()).isEqualTo(Reason.COST);
                assertThat(rule.measured()).isEqualTo(ScriptedRelease.DEAR_NANOS);
                assertThat(rule.quarantinedAt()).isGreaterThan(T);
              });
    }
  }

  @Test
  void oneThatFailsToo() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.receive("failing", "ann", T);
      job.receive(large("after", T + 1));

      assertThat(job.alerts()).isEmpty();
      assertThat(job.values(EvaluateTransactions.QUARANTINED_RULES))
          .extracting(QuarantinedRule::reason)
          .containsExactly(Reason.FAILURE);
    }
  }

  @Test
  void itStaysOffAfterARestartOnEverySubtask() throws Exception {
    OperatorSubtaskState checkpoint;
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      overrun(job);
      checkpoint = job.snapshot();
    }
    for (int subtask = 0; subtask < 2; subtask++) {
      try (EvaluateHarness job = EvaluateHarness.restore(checkpoint, 1, 2, subtask)) {
        String user = EvaluateHarness.userOf(subtask, 2);
        job.receive(large("after", user, T + 10));

        assertThat(job.decided()).containsExactly("after");
        assertThat(job.alerts()).isEmpty();
      }
    }
  }

  @Test
  void whoSwitchesItOffTakesItOverAndMaySwitchItOnAgain() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      overrun(job);
      job.apply(References.changed(11, LIVE, 0, "another-rule"));
      job.receive(large("still off", T + 10));
      job.apply(References.changed(12, LIVE, 0, ScriptedRelease.RULE));
      job.receive(large("off by hand", T + 11));
      job.apply(References.changed(13, LIVE, 0));
      job.receive(large("on again", T + 12));

      assertThat(alerted(job)).containsExactly("before", "on again");
    }
  }

  @Test
  void theNextReleaseHasAllItsRules() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      overrun(job);
      job.apply(References.live(11, "base@2", T + 10));
      job.receive(large("after", T + 10));

      assertThat(alerted(job)).containsExactly("before", "after");
    }
  }

  private static void overrun(EvaluateHarness job) throws Exception {
    job.receive(large("before", T));
    for (int i = 0; i < 4; i++) {
      job.pass(Duration.ofMillis(10)).receive("dear-" + i, "ann", T);
    }
  }

  private static List<String> alerted(EvaluateHarness job) {
    return job.alerts().stream().map(Alert::transactionId).toList();
  }

  private static Transaction large(String transactionId, long eventTime) {
    return large(transactionId, "ann", eventTime);
  }

  private static Transaction large(String transactionId, String userId, long eventTime) {
    return Transaction.builder(transactionId, userId, eventTime).amount(1_000, "EUR").build();
  }
}
