package io.harrier.engine.window;

import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.Window;
import java.util.List;

/**
 * How far back the features of a release look; what is older need not be kept.
 *
 * @param horizon the longest window or the deduplication horizon, and the allowed lateness on top
 * @param sessionGaps of the session windows, ascending and each once
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and read for every transaction
record Reach(long horizon, long allowedLateness, long[] sessionGaps) {

  static Reach of(
      List<FeatureDefinition> features, long deduplicationHorizon, long allowedLateness) {
    long longest = deduplicationHorizon;
    for (FeatureDefinition feature : features) {
      longest = Math.max(longest, spanOf(feature.window()));
    }
    long[] gaps =
        features.stream()
            .map(FeatureDefinition::window)
            .filter(Window.Session.class::isInstance)
            .mapToLong(window -> ((Window.Session) window).gap())
            .distinct()
            .sorted()
            .toArray();
    return new Reach(Math.max(1, longest + allowedLateness), allowedLateness, gaps);
  }

  /** How far back a window looks for certain: a session at least to the transaction before. */
  static long spanOf(Window window) {
    if (window instanceof Window.Sliding sliding) {
      return sliding.size();
    } else if (window instanceof Window.Tumbling tumbling) {
      return tumbling.size();
    }
    return ((Window.Session) window).gap();
  }

  /** The longest gap of a session window, or -1 without any. */
  long longestGap() {
    return sessionGaps.length == 0 ? -1 : sessionGaps[sessionGaps.length - 1];
  }
}
