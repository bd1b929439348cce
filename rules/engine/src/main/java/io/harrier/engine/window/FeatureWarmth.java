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
    long keptFrom = Long.MIN_VALUE;
    for (int i = 1; i < releases.size(); i++) {
      Reach reach =
          Reach.of(releases.get(i - 1).release().features(), deduplicationHorizon, allowedLateness);
      keptFrom = Math.max(keptFrom, releases.get(i).activeFrom() - reach.horizon());
    }
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
