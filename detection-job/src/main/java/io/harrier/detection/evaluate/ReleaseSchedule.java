package io.harrier.detection.evaluate;

import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.model.PublishedRelease;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The live releases of one subtask, and which of them decides when: the one with the greatest
 * activation at or before the event time; before the first activation, the earliest. A release that
 * cannot be loaded is passed over.
 */
final class ReleaseSchedule implements AutoCloseable {
  private final ReleaseCache cache;
  private final ReleaseLoader loader;
  private final EvaluationSettings settings;
  private final BiConsumer<String, Throwable> onBroken;

  /** By activation, the newest first. */
  private volatile List<ScheduledRelease> releases = List.of();

  /**
   * @param onBroken told once of each release that cannot be loaded
   */
  ReleaseSchedule(
      ReleaseCache cache,
      ReleaseLoader loader,
      EvaluationSettings settings,
      BiConsumer<String, Throwable> onBroken) {
    this.cache = cache;
    this.loader = loader;
    this.settings = settings;
    this.onBroken = onBroken;
  }

  /** Takes the live releases as they are now; starts loading new ones and closes the gone. */
  void replace(List<PublishedRelease> live) {
    List<PublishedRelease> newestFirst = new ArrayList<>(live);
    newestFirst.sort(
        Comparator.comparingLong(PublishedRelease::activeFrom)
            .thenComparingLong(PublishedRelease::position)
            .reversed());
    List<ScheduledRelease> gone = new ArrayList<>(releases);
    List<ScheduledRelease> next = new ArrayList<>(newestFirst.size());
    for (PublishedRelease release : newestFirst) {
      Optional<ScheduledRelease> kept =
          gone.stream().filter(scheduled -> scheduled.isSameAs(release)).findFirst();
      kept.ifPresent(gone::remove);
      next.add(kept.orElseGet(() -> new ScheduledRelease(release, cache.lease(loader, release))));
    }
    releases = next;
    gone.forEach(ScheduledRelease::close);
  }

  /** The release that decides at an event time; waits for its bundle. Null when there is none. */
  ScheduledRelease at(long eventTime) {
    for (ScheduledRelease release : releases) {
      if (release.activeFrom() <= eventTime && isUsable(release)) {
        return release;
      }
    }
    for (int i = releases.size() - 1; i >= 0; i--) {
      if (isUsable(releases.get(i))) {
        return releases.get(i);
      }
    }
    return null;
  }

  /** What the schedule holds, for messages. */
  @Override
  public String toString() {
    return releases.isEmpty()
        ? "no live release"
        : releases.stream()
            .map(release -> release.releaseId() + (release.isBroken() ? " (broken)" : ""))
            .collect(Collectors.joining(", "));
  }

  /** Whether some release has been loaded; asked by threads that report. */
  boolean isAnyLoaded() {
    return releases.stream().anyMatch(ScheduledRelease::isLoaded);
  }

  private boolean isUsable(ScheduledRelease release) {
    if (release.evaluator() != null) {
      return true;
    }
    release.prepare(settings).ifPresent(failure -> onBroken.accept(release.releaseId(), failure));
    return !release.isBroken();
  }

  @Override
  public void close() {
    releases.forEach(ScheduledRelease::close);
    releases = List.of();
  }
}
