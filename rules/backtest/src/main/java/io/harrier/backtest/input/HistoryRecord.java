package io.harrier.backtest.input;

/**
 * One record as it arrived.
 *
 * @param value may be {@code null}: a tombstone
 * @param partition counted from 0
 * @param position line or offset, for people
 * @param arrivedAt epoch milliseconds, or {@link #NOT_RECORDED}
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are decoded once and never compared
public record HistoryRecord(byte[] value, int partition, long position, long arrivedAt) {
  public static final long NOT_RECORDED = Long.MIN_VALUE;
}
