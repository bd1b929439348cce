package io.harrier.local.health;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether both jobs run, and when they last completed a checkpoint. */
final class FlinkProbe {
  static final String NAME = "flink";

  private FlinkProbe() {}

  static PartHealth ask(String url) throws IOException {
    FlinkRest flink = new FlinkRest(url);
    List<String> details = new ArrayList<>();
    boolean ready = true;
    for (FlinkRest.Job job : flink.jobs()) {
      ready &= job.isRunning();
      details.add(describe(job, flink.checkpoints(job.id())));
    }
    return details.isEmpty()
        ? PartHealth.notReady(NAME, "runs no job")
        : new PartHealth(NAME, ready, String.join("; ", details));
  }

  private static String describe(FlinkRest.Job job, FlinkRest.CheckpointStatus checkpoints) {
    String state =
        job.isRunning()
            ? "running"
            : "%s (%d of %d tasks run)".formatted(job.state(), job.running(), job.tasks());
    return job.name() + " " + state + ", " + describe(checkpoints);
  }

  private static String describe(FlinkRest.CheckpointStatus checkpoints) {
    return checkpoints
        .last()
        .map(
            last ->
                "checkpoint %d %d s ago"
                    .formatted(
                        last.id(),
                        Duration.between(last.triggered(), Clock.systemUTC().instant())
                            .toSeconds()))
        .orElse("no checkpoint yet");
  }
}
