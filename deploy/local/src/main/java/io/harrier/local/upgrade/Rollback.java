package io.harrier.local.upgrade;

import io.harrier.local.CommandFailedException;
import io.harrier.local.flink.FlinkClient;
import io.harrier.local.flink.FlinkClient.Checkpoints;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the job from before in its place again.
 *
 * <p>It begins where the new one ended: once that has completed a checkpoint, alerts of its own are
 * out, and to begin from the savepoint before it would double them.
 */
final class Rollback {
  private static final Logger LOG = LoggerFactory.getLogger(Rollback.class);

  /** A JobManager may die meanwhile, and nothing running is the worst that can be left. */
  private static final int MOST_ATTEMPTS = 3;

  private final LiveJob live;
  private final UpgradeTarget target;
  private final JobID stopped;
  private final String savepoint;

  /** What to begin from: of an attempt that failed, too, what it has completed is not repeated. */
  private String origin;

  /**
   * @param stopped the job from before
   * @param savepoint that it was stopped with
   */
  Rollback(LiveJob live, UpgradeTarget target, JobID stopped, String savepoint) {
    this.live = live;
    this.target = target;
    this.stopped = stopped;
    this.savepoint = savepoint;
    this.origin = savepoint;
  }

  /**
   * @param cause why
   * @return for people: what was done, and from where
   * @throws CommandFailedException if it does not succeed: what runs now, and what there is to go
   *     on from
   */
  String run(RuntimeException cause, Duration patience) throws InterruptedException {
    if (target.present().isEmpty()) {
      throw new CommandFailedException(
          "%s; no jar to go back to was given (--rollback-jar). %s: cancel what is left of it, and run a jar of the job from %s, unless the new one has completed checkpoints, which are newer"
              .formatted(cause.getMessage(), live.describe(), savepoint),
          cause);
    }
    CommandFailedException failure = null;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        if (failure != null) {
          live.awaitAnswer(patience);
        }
        endNewJob();
        // What the new jar has begun besides, the one from before has no place for.
        FlinkClient.Run run = target.run(origin, !origin.equals(savepoint));
        JobID old = live.start(live.upload(target.present().get()), run);
        live.awaitRunning(old, patience);
        live.awaitCheckpoint(old, patience);
        return origin.equals(savepoint)
            ? "from the savepoint before the upgrade"
            : "from where the new jar came to, " + origin;
      } catch (CommandFailedException e) {
        LOG.warn(
            "Going back has failed, attempt {} of {}: {}",
            attempt + 1,
            MOST_ATTEMPTS,
            e.getMessage());
        failure = e;
      }
    }
    failure.addSuppressed(cause);
    throw new CommandFailedException(
        "%s; and going back failed: %s. %s. The state from before the upgrade is in %s%s"
            .formatted(
                cause.getMessage(), failure.getMessage(), live.describe(), savepoint, newer()),
        failure);
  }

  private String newer() {
    return origin.equals(savepoint)
        ? ""
        : ", and what the new jar made of it in "
            + origin
            + ": to begin from the first doubles the alerts that the new jar has raised; the second"
            + " is for the new jar, mended";
  }

  /** Ends whatever has taken the job's place, and notes what to begin from. */
  private void endNewJob() throws InterruptedException {
    Optional<JobID> found = live.newest().filter(job -> !job.equals(stopped));
    if (found.isEmpty()) {
      return;
    }
    JobID job = found.get();
    if (!live.hasEnded(job)) {
      if (live.checkpoints(job).completed() > 0) {
        try {
          origin = live.stop(job, target.savepoints());
          return;
        } catch (CommandFailedException e) {
          LOG.warn("The new job takes no savepoint; its last checkpoint has to do", e);
        }
      }
      if (!live.hasEnded(job)) {
        live.cancel(job);
      }
    }
    Checkpoints checkpoints = live.checkpoints(job);
    if (checkpoints.completed() > 0) {
      origin =
          checkpoints
              .newest()
              .orElseThrow(
                  () ->
                      new CommandFailedException(
                          "the new job has completed checkpoints, and Flink does not say where"));
    }
  }
}
