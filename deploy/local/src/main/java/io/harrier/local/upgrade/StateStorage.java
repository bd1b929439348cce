package io.harrier.local.upgrade;

import io.harrier.local.CommandFailedException;
import io.harrier.local.health.FlinkRest;
import io.harrier.local.health.FlinkRest.StateClasses;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;

/**
 * Where a job keeps its state. It is not in the job's jar: a job that takes over the state of
 * another one must be started with the same.
 *
 * @param backend as Flink's configuration calls it; empty for one that is not Flink's own
 * @param durable whether checkpoints go to a file system, and not to the heap of the JobManager
 */
record StateStorage(Optional<String> backend, boolean durable) {
  private static final Set<String> BACKENDS = Set.of("hashmap", "rocksdb", "forst");
  private static final String BACKEND_CLASS = "(Embedded)?(\\w+)StateBackend";
  private static final String ON_HEAP_CLASS = "JobManagerCheckpointStorage";
  private static final String ON_HEAP = "jobmanager";

  /**
   * Of a job that runs.
   *
   * @throws CommandFailedException if Flink does not say
   */
  static StateStorage of(URI flink, JobID job) {
    try {
      return ofRunning(new FlinkRest(flink.toString()).stateClasses(job.toString()));
    } catch (IOException e) {
      throw silent(flink, e);
    }
  }

  /**
   * Of a job that is to run.
   *
   * @param configuration its own, over the cluster's
   * @throws CommandFailedException if Flink does not say
   */
  static StateStorage of(URI flink, Configuration configuration) {
    try {
      Configuration whole = Configuration.fromMap(new FlinkRest(flink.toString()).configuration());
      whole.addAll(configuration);
      return ofConfigured(whole);
    } catch (IOException e) {
      throw silent(flink, e);
    }
  }

  private static CommandFailedException silent(URI flink, IOException e) {
    return new CommandFailedException(
        "Flink at %s does not say where jobs keep their state: %s".formatted(flink, e.getMessage()),
        e);
  }

  /** By what Flink says of it. */
  static StateStorage ofRunning(StateClasses classes) {
    return new StateStorage(
        known(classes.backend().replaceFirst(BACKEND_CLASS, "$2")),
        !classes.checkpoints().equals(ON_HEAP_CLASS));
  }

  /** By the cluster's configuration and the job's own over it. */
  static StateStorage ofConfigured(Configuration configuration) {
    return new StateStorage(
        known(configuration.get(StateBackendOptions.STATE_BACKEND)),
        configuration.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).isPresent()
            || configuration
                .getOptional(CheckpointingOptions.CHECKPOINT_STORAGE)
                .filter(storage -> !storage.equals(ON_HEAP))
                .isPresent());
  }

  private static Optional<String> known(String name) {
    return Optional.of(name.toLowerCase(Locale.ROOT)).filter(BACKENDS::contains);
  }

  /** Why a job that is started with another one's storage cannot go on from this, or nothing. */
  Optional<String> problemOf(StateStorage next) {
    if (backend.isPresent() && next.backend.isPresent() && !backend.equals(next.backend)) {
      return Optional.of(
          "the job that runs has its state in %s, and the new one would have it in %s, which cannot read it: set %s, for the job with -D or for the cluster"
              .formatted(backend.get(), next.backend.get(), setting(backend.get())));
    }
    if (durable && !next.durable) {
      return Optional.of(
          "the job that runs has its checkpoints on a file system, and the new one would have them in the JobManager's memory: set %s, for the job with -D or for the cluster"
              .formatted(CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()));
    }
    return Optional.empty();
  }

  private static String setting(String backend) {
    return StateBackendOptions.STATE_BACKEND.key() + "=" + backend;
  }
}
