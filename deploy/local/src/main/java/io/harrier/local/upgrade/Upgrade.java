package io.harrier.local.upgrade;

import io.harrier.local.CommandFailedException;
import io.harrier.local.flink.FlinkClient;
import io.harrier.local.platform.HarrierJob;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;

/**
 * One upgrade of a running job.
 *
 * <pre>
 *   look ─► check ─► stop ─► start ─► verify
 *                            └──────────┴──► roll back
 * </pre>
 *
 * Nothing is touched before everything that can be known beforehand has been found in order. From
 * the stop until all tasks run again, input waits in Kafka.
 */
public final class Upgrade implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final UpgradeTarget target;
  private final JobJar next;
  private final boolean dropState;
  private final Steps steps;
  private final FlinkClient client;
  private final LiveJob live;

  private Upgrade(UpgradeTarget target, JobJar next, boolean dropState, UpgradeListener listener) {
    this.target = target;
    this.next = next;
    this.dropState = dropState;
    this.steps = new Steps(listener);
    this.client = new FlinkClient(target.flink());
    this.live = new LiveJob(client, next.job().jobName());
  }

  /**
   * @param dropState whether to go on without state that the jar has no place for
   * @throws CommandFailedException if the jar is no job of Harrier
   */
  public static Upgrade of(
      UpgradeTarget target, Path jar, boolean dropState, UpgradeListener listener) {
    return new Upgrade(target, JobJar.inspect(jar), dropState, listener);
  }

  /**
   * Which job a jar is.
   *
   * @throws CommandFailedException if it is none of Harrier's
   */
  public static HarrierJob jobOf(Path jar) {
    return JobJar.inspect(jar).job();
  }

  /**
   * Upgrades.
   *
   * @return the pause: from the request to stop until all tasks ran again
   * @throws CommandFailedException if it is refused or fails; the message says what runs now
   */
  public Duration run() throws InterruptedException {
    JobID present;
    String uploaded;
    OutputCheck before;
    try {
      present = look();
      new UpgradePreflight(live, target, next, dropState).run(present, steps);
      uploaded = live.upload(next.path());
      before = OutputCheck.begin(target, next.job());
    } catch (RuntimeException e) { // whatever it is, the job has not been touched
      throw new CommandFailedException(
          "%s. Nothing was touched: %s".formatted(e.getMessage(), live.describe()), e);
    }
    try (OutputCheck outputs = before) {
      steps.done("upload", "the jar is on the cluster; the outputs are noted");
      long stopRequested = System.nanoTime();
      String savepoint = stop(present);
      steps.done("stop", savepoint);
      try {
        outputs.stopped();
        JobID started = live.start(uploaded, target.run(savepoint, dropState));
        live.awaitRunning(started, PATIENCE);
        Duration pause = Duration.ofNanos(System.nanoTime() - stopRequested);
        steps.done("start", "all tasks run");
        live.awaitCheckpoint(started, PATIENCE);
        steps.done("checkpoint", "completed");
        outputs.verify(steps);
        return pause;
      } catch (InterruptedException e) {
        throw rolledBack(interrupted(e), present, savepoint);
      } catch (RuntimeException e) { // whatever does not hold, the job is not left like that
        // Clients throw exceptions of their own for an interrupt, and going back must not see it.
        throw rolledBack(Thread.interrupted() ? interrupted(e) : e, present, savepoint);
      }
    }
  }

  private static CommandFailedException interrupted(Exception e) {
    return new CommandFailedException("interrupted", e);
  }

  private JobID look() throws InterruptedException {
    JobID present = live.requireRunning();
    String relation =
        target
            .present()
            .map(JobJar::inspect)
            .map(
                jar ->
                    jar.isSameAs(next)
                        ? ", in place of the same jar"
                        : ", in place of version " + jar.version())
            .orElse("");
    steps.done("look", next.job().jobName() + " version " + next.version() + relation);
    return present;
  }

  private String stop(JobID present) throws InterruptedException {
    try {
      return live.stop(present, target.savepoints());
    } catch (InterruptedException e) {
      throw new CommandFailedException(
          "interrupted while the job was being stopped. %s; once it has stopped, its state is in the newest savepoint, from which ./harrier up starts it"
              .formatted(live.describe()),
          e);
    } catch (CommandFailedException e) {
      throw new CommandFailedException(
          "the job was not stopped by a savepoint: %s. %s"
              .formatted(e.getMessage(), live.describe()),
          e);
    }
  }

  private CommandFailedException rolledBack(RuntimeException cause, JobID present, String savepoint)
      throws InterruptedException {
    steps.done("failed", String.valueOf(cause.getMessage()));
    String origin = new Rollback(live, target, present, savepoint).run(cause, PATIENCE);
    steps.done("back", "the jar from before runs again, " + origin);
    return new CommandFailedException(
        "%s. The jar from before runs again, %s; nothing is lost"
            .formatted(cause.getMessage(), origin),
        cause);
  }

  @Override
  public void close() {
    client.close();
  }
}
