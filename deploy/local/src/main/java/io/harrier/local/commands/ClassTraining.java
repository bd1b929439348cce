package io.harrier.local.commands;

import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.health.HealthCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/**
 * Uses what short commands use, where nothing answers. The build lets a JVM run this and archive
 * the classes that it has loaded, which saves such a command half of its time; what is missing in
 * the archive, or an archive that is missing, costs time and nothing else.
 */
final class ClassTraining {
  /** No server listens on the port for multiplexers. */
  private static final String NOBODY = "127.0.0.1:1";

  private static final Endpoints SILENT =
      new Endpoints(
          NOBODY,
          "jdbc:postgresql://" + NOBODY + "/harrier?user=harrier",
          "redis://" + NOBODY,
          "http://" + NOBODY);

  private ClassTraining() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    HealthCheck.ask(SILENT);
    Path directory = Files.createTempDirectory("harrier-training");
    Path endpoints = directory.resolve("endpoints.json");
    try {
      SILENT.write(new DataDirectory(directory));
      for (String command : new String[] {"status", "rules list", "cases list"}) {
        CommandLine line = Commands.all();
        line.setOut(new PrintWriter(Writer.nullWriter()));
        line.setErr(new PrintWriter(Writer.nullWriter()));
        line.execute((command + " --data=" + directory).split(" ", -1));
      }
    } finally {
      Files.deleteIfExists(endpoints);
      Files.delete(directory);
    }
  }
}
