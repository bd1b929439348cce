package io.harrier.backtest.input;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** History, record by record, in the order of its arrival; for one thread. */
public interface HistoryInput extends Closeable {

  /** What it is, for people: a file's path, a topic and a range. */
  String name();

  /** Where a record of this input stands, for people. */
  String placeOf(HistoryRecord record);

  /** How many partitions there are, at least 1. */
  int partitions();

  /**
   * Adds up to {@code max} records; none at the end only.
   *
   * @throws IOException if it cannot be read; the message is for people
   */
  void read(List<HistoryRecord> into, int max) throws IOException;

  /** How much has been read, in the unit of {@link #total}. */
  long done();

  /** How much there is, or -1 where that is unknown. */
  long total();

  @Override
  void close() throws IOException;
}
