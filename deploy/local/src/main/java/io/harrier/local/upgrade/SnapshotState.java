package io.harrier.local.upgrade;

import io.harrier.local.CommandFailedException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/**
 * What a snapshot holds of one operator.
 *
 * @param id by which the snapshot knows the operator; hexadecimal
 * @param uid where the snapshot says it
 */
record SnapshotState(String id, Optional<String> uid, long bytes) {
  private static final String METADATA = "_metadata";

  /**
   * The operators that have state in a snapshot.
   *
   * @param location as Flink names it
   * @return empty if it is on a file system that only the cluster reaches
   * @throws NoSuchFileException if it is gone, as it is when a newer one has been completed
   * @throws CommandFailedException if it is damaged
   */
  static Optional<List<SnapshotState>> read(String location) throws NoSuchFileException {
    Optional<Path> metadata = metadata(location);
    if (metadata.isEmpty()) {
      return Optional.empty();
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata.get())))) {
      List<SnapshotState> found = new ArrayList<>();
      for (OperatorState state :
          Checkpoints.loadCheckpointMetadata(in, SnapshotState.class.getClassLoader(), location)
              .getOperatorStates()) {
        if (holdsSomething(state)) {
          found.add(
              new SnapshotState(
                  state.getOperatorID().toString(), state.getOperatorUid(), state.getStateSize()));
        }
      }
      return Optional.of(found);
    } catch (IOException e) {
      if (!Files.exists(metadata.get())) {
        throw new NoSuchFileException(location, null, e.getMessage());
      }
      throw new CommandFailedException(
          "the checkpoint %s cannot be read (%s): the job would not resume from the like of it;"
                  .formatted(location, e.getMessage())
              + " look into the log of the job before it is stopped",
          e);
    }
  }

  /** By the rule that Flink itself refuses a savepoint by. */
  private static boolean holdsSomething(OperatorState state) {
    return state.getCoordinatorState() != null
        || state.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
  }

  private static Optional<Path> metadata(String location) {
    URI uri = URI.create(location);
    if (uri.getScheme() != null && !uri.getScheme().equals("file")) {
      return Optional.empty();
    }
    return Optional.of(Path.of(uri.getPath()).resolve(METADATA));
  }
}
