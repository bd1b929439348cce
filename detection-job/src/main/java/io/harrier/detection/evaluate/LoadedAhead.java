package io.harrier.detection.evaluate;

import io.harrier.model.PublishedRelease;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Releases that wait for their approval, in one subtask. They are loaded and warmed up meanwhile,
 * so that no transaction waits for the one that is let go on; one that cannot be loaded is told of
 * then.
 */
final class LoadedAhead implements AutoCloseable {
  private final ReleaseCache cache;
  private final ReleaseLoader loader;

  /** By the hash of the content. */
  private Map<String, ReleaseCache.Lease> leases = Map.of();

  LoadedAhead(ReleaseCache cache, ReleaseLoader loader) {
    this.cache = cache;
    this.loader = loader;
  }

  /**
   * Takes the releases that wait now. Whoever decides by one that waits no longer holds a lease of
   * its own by then.
   */
  void replace(List<PublishedRelease> waiting) {
    Map<String, ReleaseCache.Lease> next = new HashMap<>();
    Map<String, ReleaseCache.Lease> gone = new HashMap<>(leases);
    for (PublishedRelease release : waiting) {
      ReleaseCache.Lease kept = gone.remove(release.contentHash());
      next.computeIfAbsent(
          release.contentHash(), content -> kept != null ? kept : cache.lease(loader, release));
    }
    leases = next;
    gone.values().forEach(ReleaseCache.Lease::close);
  }

  @Override
  public void close() {
    replace(List.of());
  }
}
