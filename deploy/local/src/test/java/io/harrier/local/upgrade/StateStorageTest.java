package io.harrier.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.local.health.FlinkRest.StateClasses;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class StateStorageTest {
  private static final StateStorage RUNNING =
      running("EmbeddedRocksDBStateBackend", "FileSystemCheckpointStorage");

  @Test
  void theSameIsNoProblem() {
    assertThat(problem("state.backend.type", "rocksdb", "execution.checkpointing.dir", "s3://b/c"))
        .isEmpty();
    // As it was called before.
    assertThat(problem("state.backend", "rocksdb", "state.checkpoints.dir", "s3://b/c")).isEmpty();
  }

  @Test
  void anotherBackendCannotReadTheState() {
    assertThat(problem("execution.checkpointing.dir", "s3://b/c"))
        .hasValueSatisfying(
            problem ->
                assertThat(problem)
                    .contains("in rocksdb", "in hashmap", "set state.backend.type=rocksdb"));
  }

  @Test
  void checkpointsStayOnAFileSystem() {
    assertThat(
            problem(
                "state.backend.type", "rocksdb", "execution.checkpointing.storage", "jobmanager"))
        .isPresent();
    assertThat(problem("state.backend.type", "rocksdb"))
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("set execution.checkpointing.dir"));
    assertThat(
            running("HashMapStateBackend", "JobManagerCheckpointStorage").problemOf(configured()))
        .isEmpty();
  }

  @Test
  void aBackendOfSomebodysOwnIsNotCompared() {
    assertThat(running("OurStateBackend", "JobManagerCheckpointStorage").problemOf(configured()))
        .isEmpty();
    assertThat(
            problem("state.backend.type", "our.Factory", "execution.checkpointing.dir", "s3://b/c"))
        .isEmpty();
  }

  private static StateStorage running(String backend, String checkpoints) {
    return StateStorage.ofRunning(new StateClasses(backend, checkpoints));
  }

  private static Optional<String> problem(String... settings) {
    return RUNNING.problemOf(configured(settings));
  }

  private static StateStorage configured(String... settings) {
    Configuration configuration = new Configuration();
    for (int i = 0; i < settings.length; i += 2) {
      configuration.addAll(Configuration.fromMap(Map.of(settings[i], settings[i + 1])));
    }
    return StateStorage.ofConfigured(configuration);
  }
}
