package io.harrier.local.platform;

import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.library.ShippedRelease;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.flink.FileTree;
import io.harrier.registry.Release;
import io.harrier.registry.ReleaseRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Gives an empty registry the shipped release, so that something is looked for from the start. */
final class ShippedReleaseStart {
  private static final String AUTHOR = "harrier";

  private ShippedReleaseStart() {}

  /**
   * @return the live releases, for people
   */
  static String ensure(DataSource database, DataDirectory directory) {
    ReleaseRegistry registry = new ReleaseRegistry(database);
    if (registry.list().isEmpty()) {
      publish(registry, directory.temporary().resolve("shipped-release"));
    }
    String live =
        registry.live().stream().map(Release::releaseId).collect(Collectors.joining(", "));
    return live.isEmpty() ? "none is live: ./harrier rules publish FOLDER" : live + " is live";
  }

  private static void publish(ReleaseRegistry registry, Path folder) {
    try {
      ShippedRelease.extractTo(folder);
      registry.publish(folder, AUTHOR, Optional.of(Instant.EPOCH));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidReleaseException e) {
      throw new IllegalStateException("the shipped release is not valid", e);
    } finally {
      FileTree.delete(folder);
    }
  }
}
