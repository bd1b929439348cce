package io.harrier.local.platform;

import io.harrier.registry.Release;
import io.harrier.registry.ReleaseRegistry;
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
  static String ensure(DataSource database) {
    ReleaseRegistry registry = new ReleaseRegistry(database);
    if (registry.list().isEmpty()) {
      registry.publish(ShippedArtifact.load(), AUTHOR, Optional.of(Instant.EPOCH));
    }
    String live =
        registry.live().stream().map(Release::releaseId).collect(Collectors.joining(", "));
    return live.isEmpty() ? "none is live: ./harrier rules publish FOLDER" : live + " is live";
  }
}
