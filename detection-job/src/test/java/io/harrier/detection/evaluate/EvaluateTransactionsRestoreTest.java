package io.harrier.detection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.detection.state.States;
import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class EvaluateTransactionsRestoreTest {
  private static final long T = EvaluateHarness.NOW;

  @Test
  void knowsItsReferenceDataAfterARestore() throws Exception {
    OperatorSubtaskState checkpoint;
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.apply(References.risk(1, "ann", 0.9, 1));
      job.apply(References.blockedDevice(1, "d-1", T + 10, 1));
      job.receive("t1", "ann", T);
      checkpoint = job.snapshot();
    }
    try (EvaluateHarness job = EvaluateHarness.restore(checkpoint, 1, 1, 0)) {
      job.receive("t2", "ann", T + 1);

      assertThat(job.decisions())
          .extracting(Decision::release, Decision::outcome)
          .containsExactly(org.assertj.core.api.Assertions.tuple("base@1", Outcome.BLOCK));
      assertThat(job.eventTimers()).isEqualTo(1);
      job.receive(Transaction.builder("t3", "bob", T + 2).deviceId("d-1").build());
      assertThat(job.decisions()).extracting(Decision::outcome).containsOnly(Outcome.BLOCK);
      assertThat(job.decisions()).hasSize(2);
    }
  }

  /** An upgrade compares the names that the jars say with one another. */
  @Test
  void namesEveryStateThatASnapshotHolds() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.receive("t1", "ann", T);

      assertThat(job.stateNames()).isEqualTo(States.names());
    }
  }

  @Test
  void heldTransactionsSurviveARescaling() throws Exception {
    OperatorSubtaskState checkpoint;
    try (EvaluateHarness job = EvaluateHarness.start()) {
      for (int user = 0; user < 5; user++) {
        job.receive("first-" + user, "user-" + user, T);
        job.receive("second-" + user, "user-" + user, T + 1);
      }
      checkpoint = job.snapshot();
    }
    List<String> decided = new ArrayList<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      try (EvaluateHarness job = EvaluateHarness.restore(checkpoint, 1, 3, subtask)) {
        job.poll();
        assertThat(job.decisions()).isEmpty();
        job.ready();
        job.poll();
        decided.addAll(job.decided());
        assertThat(job.processingTimers()).isZero();
      }
    }
    assertThat(decided).hasSize(10).doesNotHaveDuplicates();
    for (int user = 0; user < 5; user++) {
      assertThat(decided).containsSubsequence("first-" + user, "second-" + user);
    }
  }
}
