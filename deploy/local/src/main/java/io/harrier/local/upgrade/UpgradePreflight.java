package io.harrier.local.upgrade;

import io.harrier.local.CommandFailedException;
import io.harrier.local.flink.FlinkClient.Checkpoints;
import io.harrier.local.preflight.Finding;
import io.harrier.local.preflight.Finding.Level;
import io.harrier.local.preflight.KafkaPreflight;
import io.harrier.local.preflight.PostgresPreflight;
import io.harrier.model.JobDescription;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.util.TimeUtils;

/** Everything that can be known of an upgrade before anything is touched. */
final class UpgradePreflight {
  private static final String TIMEOUT_OPTION = "--transaction-timeout";
  private static final String DEFAULT_TIMEOUT = "10min";

  /** Longer than Flink's REST API repeats an answer, by default 3 s. */
  private static final int ATTEMPTS = 25;

  private static final long PAUSE_MILLIS = 200;

  private final LiveJob live;
  private final UpgradeTarget target;
  private final JobJar next;
  private final boolean dropState;

  UpgradePreflight(LiveJob live, UpgradeTarget target, JobJar next, boolean dropState) {
    this.live = live;
    this.target = target;
    this.next = next;
    this.dropState = dropState;
  }

  /**
   * @throws CommandFailedException naming what stands in the way; the job runs on
   */
  void run(JobID present, Steps steps) throws InterruptedException {
    servers().ifPresent(detail -> steps.done("servers", detail));
    JobDescription description = JobDescriber.describe(next, target.arguments());
    Optional<JobDescription> presentDescription = describePresent(description);
    steps.done(
        "jar",
        "takes the options of the job; %d operators, %d formats of state"
            .formatted(description.operators().size(), description.formats().size()));
    steps.done("slots", slots(present, description.parallelism()));
    requireSameStorage(present);
    steps.done("state", state(present, presentDescription, description));
  }

  private Optional<String> servers() throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    if (target.postgres().isPresent()) {
      findings.addAll(PostgresPreflight.check(target.postgres().get()));
    }
    if (target.kafka().isPresent()) {
      findings.addAll(
          KafkaPreflight.check(
              target.kafka().get(),
              TimeUtils.parseDuration(target.argument(TIMEOUT_OPTION).orElse(DEFAULT_TIMEOUT))));
    }
    String problems =
        findings.stream()
            .filter(finding -> finding.level() == Level.PROBLEM)
            .map(finding -> finding.check() + ": " + finding.detail())
            .collect(Collectors.joining("; "));
    if (!problems.isEmpty()) {
      throw refused(problems);
    }
    return findings.isEmpty()
        ? Optional.empty()
        : Optional.of(findings.size() + " checks of Kafka and PostgreSQL, no problem");
  }

  private Optional<JobDescription> describePresent(JobDescription ofNext)
      throws InterruptedException {
    if (target.present().isEmpty()) {
      return Optional.empty();
    }
    JobJar jar = JobJar.inspect(target.present().get());
    if (jar.job() != next.job()) {
      throw refused(jar + " to go back to is another job than " + next);
    }
    // Each description takes a JVM of its own.
    return Optional.of(
        jar.isSameAs(next) ? ofNext : JobDescriber.describe(jar, target.arguments()));
  }

  private String slots(JobID present, int needed) throws InterruptedException {
    int freed = live.slots(present);
    int available = live.availableSlots() + freed;
    int taken = needed == 0 ? freed : needed;
    if (taken > available) {
      throw refused(
          "the new job takes %d slots, and there are %d with those of the present one: start TaskManagers"
              .formatted(taken, available));
    }
    return "%d of %d".formatted(taken, available);
  }

  private void requireSameStorage(JobID present) {
    StateStorage.of(target.flink(), present)
        .problemOf(StateStorage.of(target.flink(), target.configuration()))
        .ifPresent(
            problem -> {
              throw refused(problem);
            });
  }

  private String state(JobID present, Optional<JobDescription> before, JobDescription description)
      throws InterruptedException {
    Optional<List<SnapshotState>> snapshot = newestState(present);
    StateCompatibility compatibility =
        StateCompatibility.between(snapshot.orElse(List.of()), before, description);
    if (!compatibility.unreadable().isEmpty()) {
      throw refused(
          "the new jar cannot read state in the format "
              + String.join(", ", compatibility.unreadable())
              + ": an older Harrier does not read what a newer one wrote");
    }
    if (!compatibility.dropped().isEmpty() && !dropState) {
      throw refused(
          "the new jar has no place for the state "
              + String.join(", ", compatibility.dropped())
              + ": with --drop-state it goes on without");
    }
    List<String> details = new ArrayList<>();
    details.add(
        snapshot
            .map(state -> "of " + state.size() + " operators")
            .orElse("not looked at, because no checkpoint of the job can be read from here"));
    if (before.isEmpty()) {
      details.add("its formats and names not compared without the jar that runs");
    }
    if (!compatibility.dropped().isEmpty()) {
      details.add("dropped: " + String.join(", ", compatibility.dropped()));
    }
    if (!compatibility.added().isEmpty() && snapshot.isPresent()) {
      details.add("begin empty: " + String.join(", ", compatibility.added()));
    }
    return String.join("; ", details);
  }

  /** The newest checkpoint may be gone before it has been read, because there is a newer one. */
  private Optional<List<SnapshotState>> newestState(JobID present) throws InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Checkpoints checkpoints = live.checkpoints(present);
      if (checkpoints.newest().isEmpty()) {
        break;
      }
      try {
        return SnapshotState.read(checkpoints.newest().get());
      } catch (NoSuchFileException e) {
        // The next one, then.
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    return Optional.empty();
  }

  private static CommandFailedException refused(String reason) {
    return new CommandFailedException(reason);
  }
}
