package io.harrier.local.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.local.health.JobRun;
import io.harrier.local.health.JobRun.Completed;
import io.harrier.local.transactions.CommitHorizon.Known;
import io.harrier.local.transactions.CommitHorizon.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CommitHorizonTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MARGIN = Duration.ofMinutes(1);

  @Test
  void whatBeganBeforeTheLastCheckpointButOneIsCommittedByNobody() {
    CommitHorizon horizon = horizon(run("RUNNING", true, 600, 300, 0));

    assertThat(horizon).isEqualTo(new Known(START.plusSeconds(300)));
    assertThat(judge(ongoing(200), horizon).orphan()).isTrue();
    assertThat(judge(ongoing(350), horizon).orphan()).isFalse();
  }

  /** Clocks of two machines differ. */
  @Test
  void theMarginIsOnTheSafeSide() {
    CommitHorizon horizon = horizon(run("RUNNING", true, 600, 300));

    assertThat(judge(ongoing(240), horizon).orphan()).isFalse();
    assertThat(judge(ongoing(239), horizon).orphan()).isTrue();
  }

  @Test
  void oneCheckpointSinceTheStartIsNotEnough() {
    assertUnknown(horizon(run("RUNNING", true, 600)), true, "has completed 1 checkpoints");
    assertUnknown(horizon(run("RUNNING", true)), true, "has completed 0 checkpoints");
  }

  @Test
  void aJobThatIsNotWholeMayCommitAnything() {
    assertUnknown(horizon(run("RESTARTING", false, 600, 300)), true, "is RESTARTING");
    assertUnknown(horizon(run("RUNNING", false, 600, 300)), true, "without all of its tasks");
  }

  @Test
  void withoutAJobASnapshotMayBeResumedFrom() {
    assertUnknown(horizon(), false, "no job harrier-detection runs");
  }

  @Test
  void twoJobsOfOneNameAreNotToldApart() {
    assertUnknown(
        horizon(run("RUNNING", true, 600, 300), run("RUNNING", true, 600, 300)),
        true,
        "2 jobs harrier-detection run (j, j)");
  }

  @Test
  void whatKafkaIsEndingIsLeftToIt() {
    CommitHorizon horizon = horizon(run("RUNNING", true, 600, 300));

    assertThat(judge(transaction(TransactionState.PREPARE_COMMIT, 0), horizon).orphan()).isFalse();
  }

  private static void assertUnknown(CommitHorizon horizon, boolean jobLives, String reason) {
    assertThat(horizon)
        .isInstanceOfSatisfying(
            Unknown.class,
            unknown -> {
              assertThat(unknown.reason()).contains(reason);
              assertThat(unknown.jobLives()).isEqualTo(jobLives);
            });
    assertThat(judge(ongoing(0), horizon).orphan()).isFalse();
  }

  private static CommitHorizon horizon(JobRun... runs) {
    return CommitHorizon.of("harrier-detection", List.of(runs));
  }

  /**
   * @param triggers of completed checkpoints in seconds, the newest first
   */
  private static JobRun run(String state, boolean allTasksRun, int... triggers) {
    List<Completed> completed =
        Arrays.stream(triggers)
            .mapToObj(seconds -> new Completed(seconds, START.plusSeconds(seconds)))
            .toList();
    return new JobRun("j", state, allTasksRun, START, completed);
  }

  private static JudgedTransaction judge(OpenTransaction transaction, CommitHorizon horizon) {
    return JudgedTransaction.of(transaction, horizon, MARGIN);
  }

  private static OpenTransaction ongoing(int seconds) {
    return transaction(TransactionState.ONGOING, seconds);
  }

  private static OpenTransaction transaction(TransactionState state, int seconds) {
    return new OpenTransaction(
        "harrier-detection-alerts-0-0",
        1,
        (short) 1,
        state,
        Optional.of(START.plusSeconds(seconds)),
        Duration.ofDays(7),
        List.of(new TopicPartition("alerts", 0)));
  }
}
