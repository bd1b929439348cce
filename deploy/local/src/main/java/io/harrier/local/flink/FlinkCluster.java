package io.harrier.local.flink;

import io.harrier.local.CommandFailedException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A Flink that runs Harrier's jobs: within this process, or as processes of its own. */
public interface FlinkCluster extends AutoCloseable {

  /** Serves the REST API and the web interface. */
  URI restUrl();

  /**
   * Submits a job, resuming it from its newest snapshot if it has one.
   *
   * @throws CommandFailedException if the newest snapshot is damaged or the job is refused
   */
  FlinkJob submit(JobProgram program, SnapshotDirectory snapshots) throws InterruptedException;

  /** Why it cannot run jobs any more, or nothing while it can. */
  Optional<String> failure();

  /** Which of its processes do not run now, though they are being started again. */
  List<String> troubles();

  /** Stops it; jobs that still run are left to their last checkpoint. */
  @Override
  void close();
}
