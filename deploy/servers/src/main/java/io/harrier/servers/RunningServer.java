package io.harrier.servers;

import java.nio.file.Path;
import java.util.Optional;

/** A server as it is seen from outside, by the directory that it owns. */
public final class RunningServer {
  private RunningServer() {}

  /** The process that was started last on a server's directory, if it still runs. */
  public static Optional<ProcessHandle> process(Path directory) {
    return Orphan.remembered(directory.resolve("process.properties"));
  }
}
