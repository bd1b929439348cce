package io.harrier.engine.window;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.release.FeatureCheck;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.Window;
import io.harrier.model.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A release's features, prepared for evaluation against histories. For one thread: it keeps its
 * scratch memory from one evaluation to the next.
 */
public final class FeaturePlan {
  /** How many transactions of a user can be kept exactly at most. */
  public static final int MAX_EVENTS_PER_USER = 8192;

  private static final int MOST_APPENDED = 32;

  /** Tiles are so wide that a window, with the allowed lateness, covers about so many of them. */
  private static final int TILES_PER_WINDOW = Tiles.LIMIT - 2;

  private final List<FeatureDefinition> features;
  private final int maxEventsPerUser;
  private final Reach reach;
  private final FeatureFold[] folds;
  private final long[] keys;

  /** For each feature, how far back it looks; see {@link Reach#spanOf}. */
  private final long[] spans;

  private final long[] widths;
  private final WindowSlice[] slices;
  private final FilterMask[] masks;
  private final Selection[] selections;
  private final Evaluated at = new Evaluated();

  /** As below, for histories in which nothing is late. */
  public FeaturePlan(
      List<FeatureDefinition> features, int maxEventsPerUser, long deduplicationHorizon) {
    this(features, maxEventsPerUser, deduplicationHorizon, 0);
  }

  /**
   * Prepares features.
   *
   * @param maxEventsPerUser how many transactions are kept exactly, at most {@link
   *     #MAX_EVENTS_PER_USER}; older ones go to tiles
   * @param deduplicationHorizon how long a transaction id is remembered at least, milliseconds of
   *     event time, within {@code maxEventsPerUser}
   * @param allowedLateness how far behind its user's newest transaction one may be for its windows
   *     still to be covered, milliseconds
   * @throws IllegalArgumentException if a feature cannot be computed; the message says why
   */
  public FeaturePlan(
      List<FeatureDefinition> features,
      int maxEventsPerUser,
      long deduplicationHorizon,
      long allowedLateness) {
    if (maxEventsPerUser < 1 || maxEventsPerUser > MAX_EVENTS_PER_USER) {
      throw new IllegalArgumentException(
          "the number of transactions kept for a user must be 1 to "
              + MAX_EVENTS_PER_USER
              + ", not "
              + maxEventsPerUser);
    }
    this.features = List.copyOf(features);
    this.maxEventsPerUser = maxEventsPerUser;
    this.reach = Reach.of(features, deduplicationHorizon, allowedLateness);
    int count = features.size();
    folds = new FeatureFold[count];
    keys = new long[count];
    spans = new long[count];
    widths = new long[count];
    Map<Window, WindowSlice> sliceOf = new HashMap<>();
    Map<Expression, FilterMask> maskOf = new HashMap<>();
    Map<List<Object>, Selection> selectionOf = new HashMap<>();
    for (int i = 0; i < count; i++) {
      FeatureDefinition feature = features.get(i);
      FeatureCheck.problemOf(feature)
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException("feature " + feature.name() + ": " + problem);
              });
      WindowSlice slice = sliceOf.computeIfAbsent(feature.window(), WindowSlice::new);
      FilterMask mask =
          feature
              .where()
              .map(where -> maskOf.computeIfAbsent(where, FeaturePlan::mask))
              .orElse(null);
      Selection selection =
          selectionOf.computeIfAbsent(
              List.of(feature.window(), feature.where(), feature.same()),
              unused -> new Selection(slice, mask, feature.same()));
      if (mask != null) {
        mask.serve(slice);
      }
      folds[i] = FeatureFold.of(feature, selection);
      keys[i] = FeatureKey.of(feature);
      spans[i] = Reach.spanOf(feature.window());
      long covered =
          feature.window() instanceof Window.Session ? spans[i] : spans[i] + allowedLateness;
      widths[i] = Math.max(1, covered / TILES_PER_WINDOW + 1);
    }
    slices = sliceOf.values().toArray(WindowSlice[]::new);
    masks = maskOf.values().toArray(FilterMask[]::new);
    selections = selectionOf.values().toArray(Selection[]::new);
  }

  public List<FeatureDefinition> features() {
    return features;
  }

  /** Computes every feature as of a transaction that has just been added to the history. */
  public void evaluate(EventHistory history, Transaction current, FeatureValues into) {
    at.set(history.columns(), current);
    evaluate(history, into);
  }

  /**
   * Computes every feature as of the newest transaction of a history, which must not be empty, as
   * it was when that one was decided.
   */
  public void evaluateNewest(EventHistory history, String userId, FeatureValues into) {
    at.setNewest(history.columns(), NewestRow.of(history.columns(), userId));
    evaluate(history, into);
  }

  private void evaluate(EventHistory history, FeatureValues into) {
    EventColumns columns = history.columns();
    EvictedEvents evicted = history.evicted();
    for (WindowSlice slice : slices) {
      slice.resolve(columns, evicted, at.time, at.to);
    }
    for (FilterMask mask : masks) {
      mask.compute(columns, at.to);
    }
    for (Selection selection : selections) {
      selection.compute(at);
    }
    boolean warm = true;
    for (int i = 0; i < folds.length; i++) {
      WindowSlice slice = folds[i].selection.slice;
      if (slice.inRows) {
        folds[i].evaluate(at, null, i, into);
        into.setWarm(i, true);
        continue;
      }
      FeatureTiles tiles = evicted.of(keys[i], i);
      boolean covered = slice.known && tiles != null && tiles.completeFrom <= slice.start + 1;
      folds[i].evaluate(at, tiles, i, into);
      into.setWarm(i, covered);
      if (!covered) {
        warm = false;
        into.set(i, into.get(i), FeatureValues.UNBOUNDED);
      }
    }
    into.setWarm(warm);
  }

  int maxEventsPerUser() {
    return maxEventsPerUser;
  }

  /**
   * After how many transactions a history is condensed: rarely enough to cost little, and before it
   * has grown by more than an eighth.
   */
  int condensesEvery() {
    return Math.max(1, Math.min(MOST_APPENDED, maxEventsPerUser / 8));
  }

  Reach reach() {
    return reach;
  }

  long key(int feature) {
    return keys[feature];
  }

  FeatureTiles.Shape shape(int feature) {
    return folds[feature].shape();
  }

  /** Whether tiles are those of this plan's features, in its order. */
  boolean ownsTiles(FeatureTiles[] tiles) {
    boolean owned = tiles.length == keys.length;
    for (int i = 0; i < keys.length && owned; i++) {
      owned = tiles[i].key == keys[i];
    }
    return owned;
  }

  /** Remembers a row in the tiles of every feature that it counts for. */
  void summarise(EventColumns columns, int row, FeatureTiles[] tiles, long newestEventTime) {
    for (FilterMask mask : masks) {
      mask.filter.bind(columns);
    }
    for (int i = 0; i < folds.length; i++) {
      Selection selection = folds[i].selection;
      boolean counts =
          (selection.mask == null || selection.mask.filter.test(columns, row))
              && selection.sameKey(columns, row) != Selection.NO_KEY;
      if (counts) {
        boolean session = features.get(i).window() instanceof Window.Session;
        long expired =
            session ? Long.MIN_VALUE : newestEventTime - spans[i] - reach.allowedLateness();
        folds[i].summarise(columns, row, tiles[i], widths[i], expired);
      }
    }
  }

  private static FilterMask mask(Expression where) {
    return new FilterMask(FilterCompiler.compile(where));
  }
}
