package io.harrier.engine.window;

import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * From when on a feature's window is covered by what has been kept of a user, so that alerts say
 * {@code warm: true}. Until then the feature is computed from what there is.
 *
 * <p>Each release keeps as much history as its own windows reach back. So a feature whose window is
 * no longer than those of the releases before it is warm at once, and any other as soon as the time
 * it reaches back to lies within what was kept. For a user with more transactions than are kept
 * exactly that holds only where tiles of the same feature exist: otherwise they begin with the
 * release. A {@code session} window reaches back at least its gap; a session that goes on for
 * longer is warm once it began after that time.
 *
 * @param feature its name
 * @param warmFrom event time, epoch milliseconds
 * @param warmForBusyUsersFrom the same for users with more transactions in the window than are kept
 *     exactly; never before {@code warmFrom}
 */
public record FeatureWarmth(String feature, long warmFrom, long warmForBusyUsersFrom) {
  /** A time that does not come. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * A release that decides, or decided, everything from an event time on, until the next.
   *
   * @param activeFrom epoch milliseconds
   */
  public record InForce(ReleaseDefinition release, long activeFrom) {}

  /**
   * The features of the last of these releases, in its order.
   *
   * @param releases that were in force one after the other; before the first, nothing was forgotten
   * @param deduplicationHorizon how long transactions are kept at least, milliseconds
   * @param allowedLateness how much longer than needed they are kept, milliseconds
   */
  public static List<FeatureWarmth> of(
      List<InForce> releases, long deduplicationHorizon, long allowedLateness) {
    InForce last = releases.get(releases.size() - 1);
    long keptFrom = keptFrom(releases, deduplicationHorizon, allowedLateness);
    List<FeatureWarmth> features = new ArrayList<>();
    for (FeatureDefinition feature : last.release().features()) {
      long span = Reach.spanOf(feature.window());
      long warmFrom = Math.max(last.activeFrom(), plus(keptFrom, span));
      long tilesFrom = tilesFrom(feature, releases);
      features.add(
          new FeatureWarmth(feature.name(), warmFrom, Math.max(warmFrom, plus(tilesFrom, span))));
    }
    return features;
  }

  /**
   * The features of a release in shadow, in its order. It looks at what the releases that decide
   * keep, and adds nothing to that: a window that is longer than all of theirs does not become warm
   * ({@link #NEVER}) as long as the release is in shadow.
   *
   * @param releases that were in force one after the other; the last one decides beside the shadow
   */
  public static List<FeatureWarmth> inShadow(
      InForce shadow, List<InForce> releases, long deduplicationHorizon, long allowedLateness) {
    ReleaseDefinition deciding = releases.get(releases.size() - 1).release();
    long kept = Reach.of(deciding.features(), deduplicationHorizon, 0).horizon();
    long keptFrom = keptFrom(releases, deduplicationHorizon, allowedLateness);
    List<FeatureWarmth> features = new ArrayList<>();
    for (FeatureDefinition feature : shadow.release().features()) {
      long span = Reach.spanOf(feature.window());
      boolean isKept = span <= kept;
      long warmFrom = isKept ? Math.max(shadow.activeFrom(), plus(keptFrom, span)) : NEVER;
      long busyFrom =
          isKept && has(deciding, FeatureKey.of(feature))
              ? Math.max(warmFrom, plus(tilesFrom(feature, releases), span))
              : NEVER;
      features.add(new FeatureWarmth(feature.name(), warmFrom, busyFrom));
    }
    return features;
  }

  /**
   * How far back a release looks, milliseconds: what was changed longer before it became active has
   * no effect on what its features know.
   */
  public static long lookBack(ReleaseDefinition release) {
    return release.features().stream()
        .mapToLong(feature -> Reach.spanOf(feature.window()))
        .max()
        .orElse(0);
  }

  /** The time after which nothing was forgotten that is within the reach of the last release. */
  private static long keptFrom(
      List<InForce> releases, long deduplicationHorizon, long allowedLateness) {
    long keptFrom = Long.MIN_VALUE;
    for (int i = 1; i < releases.size(); i++) {
      Reach reach =
          Reach.of(releases.get(i - 1).release().features(), deduplicationHorizon, allowedLateness);
      keptFrom = Math.max(keptFrom, releases.get(i).activeFrom() - reach.horizon());
    }
    return keptFrom;
  }

  /** Since when every release has had the feature: in the first, tiles have missed nothing. */
  private static long tilesFrom(FeatureDefinition feature, List<InForce> releases) {
    long key = FeatureKey.of(feature);
    int earliest = releases.size() - 1;
    while (earliest > 0 && has(releases.get(earliest - 1).release(), key)) {
      earliest--;
    }
    return earliest == 0 ? Long.MIN_VALUE : releases.get(earliest).activeFrom();
  }

  private static boolean has(ReleaseDefinition release, long key) {
    return release.features().stream().anyMatch(feature -> FeatureKey.of(feature) == key);
  }

  private static long plus(long time, long span) {
    return time == Long.MIN_VALUE ? time : time + span;
  }
}
