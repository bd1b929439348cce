package io.harrier.model;

import java.util.Objects;

/**
 * Says that every row of a table that existed when capturing started has been published. Written to
 * the table's reference topic under {@link #KEY}; whoever needs the whole table waits for it.
 *
 * @param table {@code schema.table}
 * @param rows how many rows the snapshot held
 * @param position log position of the snapshot (LSN)
 * @param completedAt epoch milliseconds
 */
public record SnapshotMark(String table, long rows, long position, long completedAt) {

  /** Key of the mark's record; no user id or release id starts with a hash sign. */
  public static final String KEY = "#snapshot-complete";

  public SnapshotMark {
    Objects.requireNonNull(table, "table");
  }
}
