package io.harrier.flink;

import java.util.Collection;
import java.util.List;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;

/**
 * RocksDB for frequent checkpoints: each writes a small file, much of which is soon obsolete. So
 * files are merged late, many at a time, and are not compressed only to be merged again; who looks
 * for a key skips the files that do not hold it.
 */
public final class LazyCompaction implements RocksDBOptionsFactory {
  private static final long serialVersionUID = 1L;

  /** How many files of one column family lie beside each other before they are merged. */
  private static final int FILES_TO_MERGE = 10;

  /** Where merging lags so far behind, writing slows down, then stops. */
  private static final int FILES_TO_SLOW_DOWN = 40;

  private static final int FILES_TO_STOP = 60;

  @Override
  public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> closed) {
    return current;
  }

  @Override
  public ColumnFamilyOptions createColumnOptions(
      ColumnFamilyOptions current, Collection<AutoCloseable> closed) {
    return current
        .setCompactionStyle(CompactionStyle.UNIVERSAL)
        .setLevel0FileNumCompactionTrigger(FILES_TO_MERGE)
        .setLevel0SlowdownWritesTrigger(FILES_TO_SLOW_DOWN)
        .setLevel0StopWritesTrigger(FILES_TO_STOP)
        .setCompressionPerLevel(List.of())
        .setCompressionType(CompressionType.NO_COMPRESSION);
  }
}
