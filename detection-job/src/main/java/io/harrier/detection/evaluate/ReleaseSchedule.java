package io.harrier.detection.evaluate;

import io.harrier.model.PublishedRelease;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Releases of one kind in one subtask, and which of them it is when: the one with the greatest
 * activation at or before the event time. A release that cannot be loaded is passed over.
 */
final class ReleaseSchedule implements AutoCloseable {
  private final Function<PublishedRelease, ScheduledRelease> scheduling;
  private final BiConsumer<String, Throwable> onBroken;

  /** By activation, the newest first. */
  private volatile List<ScheduledRelease> releases = List.of();

  /**
   * @param scheduling starts loading a release
   * @param onBroken told once of each release that cannot be loaded
   */
  ReleaseSchedule(
      Function<PublishedRelease, ScheduledRelease> scheduling,
      BiConsumer<String, Throwable> onBroken) {
    this.scheduling = scheduling;
    this.onBroken = onBroken;
  }

  /**
   * Takes the releases as they are now; starts loading new ones and closes the gone.
   *
   * @param quarantined ids of the rules of a release that the task has switched off
   */
  void replace(List<PublishedRelease> newest, Function<String, Set<String>> quarantined) {
    List<PublishedRelease> newestFirst = new ArrayList<>(newest);
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
      kept.ifPresent(
          scheduled -> scheduled.update(release, quarantined.apply(release.releaseId())));
      next.add(kept.orElseGet(() -> scheduling.apply(release)));
    }
    releases = next;
    gone.forEach(ScheduledRelease::close);
  }

  /** The release at an event time; waits for its bundle. Null before the first activation. */
  ScheduledRelease startedAt(long eventTime) {
    for (ScheduledRelease release : releases) {
      if (release.activeFrom() <= eventTime && isUsable(release)) {
        return release;
      }
    }
    return null;
  }

  /** The same, the earliest before the first activation. Null when there is none. */
  ScheduledRelease at(long eventTime) {
    ScheduledRelease started = startedAt(eventTime);
    for (int i = releases.size() - 1; i >= 0 && started == null; i--) {
      started = isUsable(releases.get(i)) ? releases.get(i) : null;
    }
    return started;
  }

  /** The release at an event time if it has been loaded by now, or {@code null}. */
  ScheduledRelease loadedAt(long eventTime) {
    for (ScheduledRelease release : releases) {
      if (release.activeFrom() <= eventTime && release.isKnown() && isUsable(release)) {
        return release;
      }
    }
    return null;
  }

  boolean isEmpty() {
    return releases.isEmpty();
  }

  List<ScheduledRelease> releases() {
    return releases;
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
    release.prepare().ifPresent(failure -> onBroken.accept(release.releaseId(), failure));
    return !release.isBroken();
  }

  @Override
  public void close() {
    releases.forEach(ScheduledRelease::close);
    releases = List.of();
  }
}
