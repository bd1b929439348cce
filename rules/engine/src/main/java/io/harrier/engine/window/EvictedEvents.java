package io.harrier.engine.window;

/** What is known of a user's transactions that no longer have a row. */
final class EvictedEvents {
  static final long NOTHING = Long.MIN_VALUE;

  /** Event time of the newest of them: later times are complete in the rows. */
  long newest = NOTHING;

  FeatureTiles[] features = new FeatureTiles[0];
  SessionRuns[] runs = new SessionRuns[0];

  /** From which event time on the rows are complete. */
  long rowsCompleteFrom() {
    return newest == NOTHING ? Long.MIN_VALUE : newest + 1;
  }

  /** The feature's tiles, or {@code null}. */
  FeatureTiles of(long key, int likelyIndex) {
    if (likelyIndex < features.length && features[likelyIndex].key == key) {
      return features[likelyIndex];
    }
    for (FeatureTiles feature : features) {
      if (feature.key == key) {
        return feature;
      }
    }
    return null;
  }

  /** The runs for sessions with this gap, or {@code null}. */
  SessionRuns runsOf(long gap) {
    for (SessionRuns candidate : runs) {
      if (candidate.gap == gap) {
        return candidate;
      }
    }
    return null;
  }

  /** Remembers in tiles a row that is about to go. */
  void summarise(EventColumns columns, int row, FeaturePlan plan, long newestEventTime) {
    adopt(plan);
    long time = columns.time[row];
    for (SessionRuns each : runs) {
      each.add(time);
    }
    plan.summarise(columns, row, features, newestEventTime);
    newest = Math.max(newest, time);
  }

  /** Notes that rows up to a time have gone without a trace. */
  void forget(long upTo) {
    newest = Math.max(newest, upTo);
    for (FeatureTiles feature : features) {
      feature.lose(upTo);
    }
    for (SessionRuns each : runs) {
      each.completeFrom = Math.max(each.completeFrom, upTo + 1);
    }
  }

  boolean hasTiles() {
    return features.length > 0 || runs.length > 0;
  }

  void dropTiles() {
    features = new FeatureTiles[0];
    runs = new SessionRuns[0];
  }

  /** About how many bytes of memory it takes. */
  long memory() {
    long bytes = 0;
    for (FeatureTiles feature : features) {
      bytes += feature.memory();
    }
    return bytes + 2L * runs.length * SessionRuns.LIMIT * Long.BYTES;
  }

  EvictedEvents copy() {
    EvictedEvents copy = new EvictedEvents();
    copy.newest = newest;
    copy.features = new FeatureTiles[features.length];
    for (int i = 0; i < features.length; i++) {
      copy.features[i] = features[i].copy();
    }
    copy.runs = new SessionRuns[runs.length];
    for (int i = 0; i < runs.length; i++) {
      copy.runs[i] = runs[i].copy();
    }
    return copy;
  }

  /**
   * Keeps tiles for exactly the plan's features, in its order. Those of other features would miss
   * what is summarised next, and go; a new feature's begin here.
   */
  private void adopt(FeaturePlan plan) {
    if (!plan.ownsTiles(features)) {
      FeatureTiles[] adopted = new FeatureTiles[plan.features().size()];
      for (int i = 0; i < adopted.length; i++) {
        FeatureTiles known = of(plan.key(i), i);
        adopted[i] =
            known != null
                ? known
                : new FeatureTiles(plan.key(i), plan.shape(i), rowsCompleteFrom());
      }
      // Two features of the same definition must not count into the same tiles twice.
      for (int i = 0; i < adopted.length; i++) {
        for (int earlier = 0; earlier < i; earlier++) {
          if (adopted[earlier] == adopted[i]) {
            adopted[i] = adopted[i].copy();
          }
        }
      }
      features = adopted;
    }
    long[] gaps = plan.reach().sessionGaps();
    boolean sameGaps = gaps.length == runs.length;
    for (int i = 0; i < gaps.length && sameGaps; i++) {
      sameGaps = runs[i].gap == gaps[i];
    }
    if (!sameGaps) {
      SessionRuns[] adopted = new SessionRuns[gaps.length];
      for (int i = 0; i < gaps.length; i++) {
        SessionRuns known = runsOf(gaps[i]);
        adopted[i] = known != null ? known : new SessionRuns(gaps[i], rowsCompleteFrom());
      }
      runs = adopted;
    }
  }
}
