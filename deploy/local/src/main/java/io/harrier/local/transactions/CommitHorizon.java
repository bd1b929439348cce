package io.harrier.local.transactions;

import io.harrier.local.health.JobRun;
import java.time.Instant;
import java.util.List;

/**
 * How far back transactions may still be committed by a job.
 *
 * <p>A sink ends the records of a transaction at the barrier of a checkpoint, and commits it when
 * it is told that the checkpoint is complete; what a restored checkpoint holds is committed before
 * the job runs. So what began before the second-newest completed checkpoint was triggered belonged
 * to that checkpoint or to one before, and was committed when the newest was complete, or the job
 * would have failed. If it is open all the same, its writer is gone, and no checkpoint from the
 * newest on knows of it. The transactions of writers that live began after that moment.
 *
 * <p>Savepoints do not count: none that a job goes on after commits anything.
 */
sealed interface CommitHorizon {
  /** What to do when nobody will commit, which only people can know then. */
  String FORCE = ". If none ever will: ./harrier transactions sweep --transactional-id ID --force";

  /**
   * What began before, nobody will commit.
   *
   * @param before by the JobManager's clock
   */
  record Known(Instant before) implements CommitHorizon {}

  /**
   * Anything may still be committed.
   *
   * @param reason why; for people
   * @param jobLives whether a job is there that will commit, or may
   */
  record Unknown(String reason, boolean jobLives) implements CommitHorizon {}

  /**
   * @param runs of the job that owns the transactions
   */
  static CommitHorizon of(String jobName, List<JobRun> runs) {
    if (runs.isEmpty()) {
      return new Unknown(
          "no job " + jobName + " runs: one that resumes from a snapshot may commit it" + FORCE,
          false);
    }
    if (runs.size() > 1) {
      return new Unknown(
          "%d jobs %s run (%s) and share their transactional ids: stop all but one"
              .formatted(runs.size(), jobName, ids(runs)),
          true);
    }
    JobRun run = runs.get(0);
    if (!run.isWhole()) {
      return new Unknown(
          "the job %s is %s without all of its tasks: what it will commit is known when it runs"
              .formatted(jobName, run.state()),
          true);
    }
    if (run.completed().size() < 2) {
      return new Unknown(
          "the job %s has completed %d checkpoints since it was started at %s: what it will commit is known after two"
              .formatted(jobName, run.completed().size(), run.since()),
          true);
    }
    return new Known(run.completed().get(1).triggered());
  }

  private static String ids(List<JobRun> runs) {
    return String.join(", ", runs.stream().map(JobRun::id).toList());
  }
}
