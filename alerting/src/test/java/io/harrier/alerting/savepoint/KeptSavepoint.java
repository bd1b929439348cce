package io.harrier.alerting.savepoint;

import io.harrier.alerting.intake.ReceivedAlert;
import io.harrier.model.json.AlertJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A savepoint that a version of the job wrote, and alerts:
 *
 * <pre>
 *   savepoints/VERSION/savepoint/     as Flink wrote it, in canonical format
 *                      before.txt     what had been filed when it was taken, an alert a line
 *                      after.txt      what came later
 * </pre>
 */
record KeptSavepoint(String version, Path directory) {
  static final String BEFORE = "before.txt";
  static final String AFTER = "after.txt";

  /** All that are kept, the oldest version first. */
  static List<KeptSavepoint> all() {
    try (Stream<Path> versions = Files.list(root())) {
      return versions
          .map(path -> new KeptSavepoint(path.getFileName().toString(), path))
          .sorted(Comparator.comparing(kept -> Version.parse(kept.version())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    try {
      return Path.of(KeptSavepoint.class.getResource("/savepoints").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where Flink's own files are. */
  Path savepoint() {
    return directory.resolve("savepoint");
  }

  /** Alerts of {@link #BEFORE} or {@link #AFTER}, in their order. */
  List<ReceivedAlert> alerts(String file) throws IOException {
    return Files.readAllLines(directory.resolve(file)).stream()
        .map(line -> AlertJson.decode(line.getBytes(StandardCharsets.UTF_8)))
        .map(alert -> ReceivedAlert.of(alert, 0, 0))
        .toList();
  }

  @Override
  public String toString() {
    return version;
  }
}
