package io.harrier.local.health;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether both jobs run and complete checkpoints, and what they were restarted for. */
final class FlinkProbe {
  static final String NAME = "flink";

  private final FlinkRest flink;
  private final InstantSource clock;
  private final List<String> details = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private boolean ready = true;

  private FlinkProbe(FlinkRest flink, InstantSource clock) {
    this.flink = flink;
    this.clock = clock;
  }

  static PartHealth ask(String url) throws IOException {
    return new FlinkProbe(new FlinkRest(url), InstantSource.system()).ask();
  }

  private PartHealth ask() throws IOException {
    for (FlinkRest.Job job : flink.jobs()) {
      add(job);
    }
    return details.isEmpty()
        ? PartHealth.notReady(NAME, "runs no job")
        : new PartHealth(NAME, ready, String.join("; ", details), warnings, figures);
  }

  private void add(FlinkRest.Job job) throws IOException {
    CheckpointHealth checkpoints = CheckpointHealth.of(flink, job.id());
    RestartHealth restarts = RestartHealth.of(flink, job.id());
    Instant now = clock.instant();
    Duration age = checkpoints.age(job.started(), now);
    boolean overdue = checkpoints.isOverdue(age);
    ready &= job.isRunning() && !overdue;
    details.add(
        job.name()
            + " "
            + state(job)
            + ", "
            + describe(checkpoints, age)
            + (overdue ? ": no more come" : ""));
    if (job.isRunning()) {
      warnings.addAll(checkpoints.warnings(job.name(), age));
    }
    warnings.addAll(restarts.warnings(job.name(), now));
    Map<String, Object> measured = checkpoints.figures(age);
    measured.putAll(restarts.figures(now));
    figures.put(job.name(), measured);
  }

  private static String state(FlinkRest.Job job) {
    return job.isRunning()
        ? "running"
        : "%s (%d of %d tasks run)".formatted(job.state(), job.running(), job.tasks());
  }

  private static String describe(CheckpointHealth checkpoints, Duration age) {
    return checkpoints
        .newest()
        .map(last -> "checkpoint %d %d s ago".formatted(last.id(), age.toSeconds()))
        .orElse("no checkpoint yet");
  }
}
