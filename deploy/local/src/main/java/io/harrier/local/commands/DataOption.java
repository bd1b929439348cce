package io.harrier.local.commands;

import io.harrier.local.directory.DataDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which data directory a command works on. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".harrier",
      description = "Data directory; ${DEFAULT-VALUE} where omitted.")
  private Path directory;

  DataDirectory directory() {
    return new DataDirectory(directory);
  }
}
