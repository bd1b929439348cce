package io.harrier.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.local.CommandFailedException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotDirectoryTest {
  @TempDir private Path folder;
  private SnapshotDirectory snapshots;

  @BeforeEach
  void open() {
    snapshots = new SnapshotDirectory(folder.resolve("job"));
  }

  @Test
  void aJobThatNeverRanHasNone() {
    assertThat(snapshots.newest()).isEmpty();
  }

  @Test
  void theHighestNumberOfAllRunsIsTheNewest() throws Exception {
    complete("run-a/chk-9", 9);
    complete("run-b/chk-10", 10);
    Files.createDirectories(folder.resolve("job/run-b/chk-11")); // begun, never completed

    assertThat(snapshots.newest())
        .hasValueSatisfying(found -> assertThat(found.path()).endsWith(Path.of("run-b/chk-10")));
  }

  @Test
  void aSavepointCountsByItsNumber() throws Exception {
    complete("run-a/chk-9", 9);
    complete("savepoint-1", 10);

    assertThat(snapshots.newest().orElseThrow().id()).isEqualTo(10);
  }

  @Test
  void aDamagedSnapshotIsNeverPassedOver() throws Exception {
    complete("run-a/chk-9", 9);
    Path damaged = Files.createDirectories(folder.resolve("job/run-a/chk-10"));
    Files.writeString(damaged.resolve("_metadata"), "torn");

    assertThatThrownBy(() -> snapshots.newest())
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("chk-10")
        .hasMessageContaining("is damaged");
  }

  @Test
  void onlyTheRunToResumeFromIsKept() throws Exception {
    complete("run-a/chk-9", 9);
    complete("run-b/chk-10", 10);
    complete("savepoint-1", 8);

    snapshots.removeAllBut(snapshots.newest());

    assertThat(folder.resolve("job")).isDirectoryNotContaining("glob:**{run-a,savepoint-1}");
    assertThat(folder.resolve("job/run-b/chk-10/_metadata")).exists();
  }

  private void complete(String path, long id) throws Exception {
    Path directory = Files.createDirectories(folder.resolve("job").resolve(path));
    try (OutputStream out = Files.newOutputStream(directory.resolve("_metadata"))) {
      Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(id, List.of(), List.of()), out);
    }
  }
}
