package io.harrier.local.upgrade;

import io.harrier.local.CommandFailedException;
import io.harrier.local.flink.FileTree;
import io.harrier.local.flink.FlinkClient;
import io.harrier.local.flink.FlinkClient.FlinkException;
import io.harrier.local.platform.HarrierJob;
import io.harrier.model.JobDescription;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.common.TopicPartition;

/**
 * An upgrade of the detection job that touches nothing: the new jar goes on from a savepoint of the
 * job that runs, in a Flink of its own. Both then decide the same payments, the new one into a
 * Kafka of its own, and what they say is compared.
 */
public final class Rehearsal implements AutoCloseable {
  private static final Duration SAVEPOINT = Duration.ofMinutes(2);
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration PROGRESS = Duration.ofMinutes(2);
  private static final String NAME = "harrier-rehearsal";

  private final UpgradeTarget target;
  private final JobJar next;
  private final boolean dropState;
  private final Duration length;
  private final Steps steps;
  private final FlinkClient client;
  private final LiveJob live;
  private final String kafka;

  private Rehearsal(
      UpgradeTarget target,
      JobJar next,
      String kafka,
      boolean dropState,
      Duration length,
      UpgradeListener listener) {
    this.target = target;
    this.next = next;
    this.kafka = kafka;
    this.dropState = dropState;
    this.length = length;
    this.steps = new Steps(listener);
    this.client = new FlinkClient(target.flink());
    this.live = new LiveJob(client, next.job().jobName());
  }

  /**
   * @param dropState whether to go on without state that the jar has no place for
   * @param length for how long both jobs decide
   * @throws CommandFailedException if the jar is not the detection job, or Kafka is not known
   */
  public static Rehearsal of(
      UpgradeTarget target,
      Path jar,
      boolean dropState,
      Duration length,
      UpgradeListener listener) {
    JobJar next = JobJar.inspect(jar);
    if (next.job() != HarrierJob.DETECTION) {
      throw new CommandFailedException(
          "only the detection job is rehearsed: what alerting writes into tables cannot be written"
              + " beside them. Its upgrade is verified, and taken back when something does not hold");
    }
    String kafka =
        target
            .kafka()
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        "a rehearsal compares what is in Kafka: name it with --kafka"));
    return new Rehearsal(target, next, kafka, dropState, length, listener);
  }

  /**
   * Rehearses.
   *
   * @throws CommandFailedException if the new jar would not go on, or not keep up
   */
  public RehearsalReport run() throws InterruptedException {
    JobID present = live.requireRunning();
    String group = NAME + '-' + UUID.randomUUID();
    new UpgradePreflight(live, target, next, dropState).run(present, steps);
    requireThatItCanBeRehearsed(group);
    int slots = live.slots(present);
    try (ObservedOutput ofPresent = ObservedOutput.fromNow(kafka);
        CompletedReading reading = new CompletedReading(kafka);
        ScratchPlatform scratch = ScratchPlatform.start(slots, ofPresent.partitions());
        ObservedOutput ofNext = ObservedOutput.fromNow(scratch.kafka())) {
      steps.done("scratch", "a Flink and a Kafka of their own run");
      Path savepoint = savepoint(present, scratch);
      steps.done("savepoint", savepoint.toString());
      try (FlinkClient scratchClient = new FlinkClient(scratch.flink())) {
        LiveJob rehearsed = new LiveJob(scratchClient, next.job().jobName());
        JobID started =
            rehearsed.start(
                rehearsed.upload(next.path()),
                new FlinkClient.Run(
                    arguments(scratch.kafka(), group).onCommandLine(),
                    slots,
                    Optional.of(savepoint.toUri().toString()),
                    dropState,
                    configuration(scratch, backend(present))));
        rehearsed.awaitRunning(started, START);
        steps.done("start", "the new jar goes on from the savepoint");
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
        awaitSame(reading, group);
        // What the last of them raised is committed with a checkpoint after it.
        rehearsed.awaitNextCheckpoint(started, PROGRESS);
        live.awaitNextCheckpoint(present, PROGRESS);
        steps.done("payments", "both jobs have decided what came in meanwhile");
        RehearsalReport report =
            RehearsalReport.between(
                ofPresent.decisions(), ofNext.decisions(), ofPresent.alerts(), ofNext.alerts());
        rehearsed.cancel(started);
        return report;
      } finally {
        FileTree.delete(savepoint);
        reading.forget(group);
      }
    }
  }

  /** Of an earlier build, that cannot be told where to write, nothing is started. */
  private void requireThatItCanBeRehearsed(String group) throws InterruptedException {
    try {
      JobDescription unused = JobDescriber.describe(next, arguments(kafka, group).onCommandLine());
    } catch (CommandFailedException e) {
      throw new CommandFailedException("it cannot be rehearsed: " + e.getMessage(), e);
    }
  }

  private JobArguments arguments(String output, String group) {
    return new JobArguments(target.arguments())
        .with("--output-bootstrap-servers", output)
        .with(UpgradeTarget.GROUP, group)
        .with("--transactional-id-prefix", NAME)
        // What the savepoint holds pending is the present job's to commit.
        .with("--lost-transactions", "ACCEPT");
  }

  /** The savepoint is read with the backend that wrote it. */
  private String backend(JobID present) {
    return StateStorage.of(target.flink(), present)
        .backend()
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "it cannot be rehearsed: its state is in a backend that is not Flink's own"));
  }

  private static Configuration configuration(ScratchPlatform scratch, String backend) {
    Configuration configuration = new Configuration();
    configuration.setString("state.backend.type", backend);
    configuration.setString(
        "execution.checkpointing.dir", scratch.folder().resolve("checkpoints").toUri().toString());
    return configuration;
  }

  private Path savepoint(JobID present, ScratchPlatform scratch) throws InterruptedException {
    String folder =
        isOnThisMachine(target.flink())
            ? scratch.folder().resolve("savepoints").toUri().toString()
            : target.savepoints().orElse(null);
    try {
      String savepoint = client.savepoint(present, folder, SavepointFormatType.NATIVE, SAVEPOINT);
      URI uri = URI.create(savepoint);
      if (!"file".equals(uri.getScheme()) || !Files.isDirectory(Path.of(uri))) {
        throw new CommandFailedException(
            "the savepoint %s cannot be read from this machine: rehearse where it can, and delete it"
                .formatted(savepoint));
      }
      return Path.of(uri);
    } catch (FlinkException e) {
      throw new CommandFailedException(e.getMessage(), e);
    }
  }

  private static boolean isOnThisMachine(URI flink) {
    try {
      return InetAddress.getByName(flink.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private void awaitSame(CompletedReading reading, String group) throws InterruptedException {
    Map<TopicPartition, Long> ends = reading.ends();
    reading.await(target.group(), ends, PROGRESS);
    reading.await(group, ends, PROGRESS);
  }

  @Override
  public void close() {
    client.close();
  }
}
