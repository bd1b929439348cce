package io.harrier.engine.window;

import io.harrier.model.Transaction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is remembered of one user's transactions: the newest of them exactly, and of older ones that
 * a window still reaches what tiles can say.
 *
 * <p>It changes in two ways. Most transactions only append a row. Now and then the history is
 * condensed: rows that are too many or too old go, all at once, and tiles remember them. So what
 * has been written of a history stays valid under the transactions that were appended since, and is
 * written anew only when it has been condensed. When that happens depends on nothing but the
 * transactions, so that a history restored from either form goes on in the same way.
 *
 * <p>Bounded by the plan: at most {@code maxEventsPerUser} rows of about 50 bytes and an eighth
 * more before they are condensed, the different texts in them, and for each feature 64 tiles of at
 * most 52 bytes or 128 values of 16.
 */
public final class EventHistory {
  /** Version of the format that {@link #write} writes. */
  public static final int FORMAT_VERSION = HistoryFormat.VERSION;

  private final EventColumns columns;
  private final EvictedEvents evicted;

  /** How many rows have been appended since the history was condensed. */
  private int appended;

  private boolean condensed;

  public EventHistory() {
    this(new EventColumns(8), new EvictedEvents(), 0);
  }

  private EventHistory(EventColumns columns, EvictedEvents evicted, int appended) {
    this.columns = columns;
    this.evicted = evicted;
    this.appended = appended;
  }

  EventColumns columns() {
    return columns;
  }

  EvictedEvents evicted() {
    return evicted;
  }

  /** Event time of the newest transaction, or {@code Long.MIN_VALUE} when there is none. */
  public long newestEventTime() {
    return columns.size() == 0 ? Long.MIN_VALUE : columns.time[columns.to - 1];
  }

  /** How many transactions are remembered exactly. */
  public int size() {
    return columns.size();
  }

  /**
   * Whether a transaction of this id is remembered exactly. Ids are told apart by 64 bits: that a
   * new id is taken for one of 256 remembered ones happens once in 7·10¹⁶ transactions.
   */
  public boolean contains(String transactionId) {
    return columns.size() > 0 && columns.hasId(TextHash.of(transactionId));
  }

  /**
   * Remembers a transaction, in its place by event time, and from time to time forgets what the
   * plan no longer needs. Does not look whether its id is known.
   */
  public void add(Transaction transaction, FeaturePlan plan) {
    append(transaction);
    // No row may be older than what has gone: tiles lie before the rows.
    boolean behindTiles = columns.time[columns.from] < evicted.newest;
    if (appended >= plan.condensesEvery() || behindTiles) {
      condense(plan);
    }
  }

  /**
   * Remembers a transaction again that {@link #add} had remembered when this history was written,
   * without being {@linkplain #takeCondensed condensed}.
   */
  public void append(Transaction transaction) {
    columns.insert(transaction, TextHash.of(transaction.transactionId()));
    appended++;
  }

  /** Whether the history has been condensed since this was last asked. */
  public boolean takeCondensed() {
    boolean was = condensed;
    condensed = false;
    return was;
  }

  /** About how much memory it takes, in bytes. */
  public long memory() {
    return columns.memory() + evicted.memory();
  }

  private void condense(FeaturePlan plan) {
    appended = 0;
    condensed = true;
    forgetExpired(plan.reach());
    int excess = Math.max(0, columns.size() - plan.maxEventsPerUser());
    while (excess < columns.size() && columns.time[columns.from + excess] < evicted.newest) {
      excess++;
    }
    if (excess > 0) {
      long newest = newestEventTime();
      for (int i = 0; i < excess; i++) {
        evicted.summarise(columns, columns.from + i, plan, newest);
      }
      columns.removeFirst(excess);
    }
    if (evicted.hasTiles()) {
      dropUnreachableTiles(plan.reach());
    }
  }

  public EventHistory copy() {
    EventHistory copy = new EventHistory(columns.copy(), evicted.copy(), appended);
    copy.condensed = condensed;
    return copy;
  }

  /** Writes the history; the format is versioned by the first byte. */
  public void write(DataOutput out) throws IOException {
    HistoryFormat.write(columns, evicted, appended, out);
  }

  /**
   * Reads what {@link #write} of this or an earlier version wrote.
   *
   * @throws IOException if the version is unknown
   */
  public static EventHistory read(DataInput in) throws IOException {
    return HistoryFormat.read(in, EventHistory::new);
  }

  /** Lets go of rows that no window reaches, unless their session still goes on. */
  private void forgetExpired(Reach reach) {
    long limit = newestEventTime() - reach.horizon();
    if (columns.time[columns.from] > limit) {
      return;
    }
    int end = columns.firstAfter(limit);
    while (end > columns.from && columns.time[end] - columns.time[end - 1] <= reach.longestGap()) {
      end--;
    }
    if (end > columns.from) {
      evicted.forget(columns.time[end - 1]);
      columns.removeFirst(end - columns.from);
    }
  }

  private void dropUnreachableTiles(Reach reach) {
    boolean unreachable = evicted.newest <= newestEventTime() - reach.horizon();
    boolean sessionGoesOn = columns.time[columns.from] - evicted.newest <= reach.longestGap();
    if (unreachable && !sessionGoesOn) {
      evicted.dropTiles();
    }
  }
}
