package io.harrier.backtest.run;

import io.harrier.backtest.input.HistoryRecord;
import io.harrier.model.RejectReason;
import io.harrier.model.Transaction;
import io.harrier.model.json.RejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Some records in order, decoded on several threads. */
final class Batch {
  /** What is wrong with a record. */
  record Rejection(HistoryRecord record, RejectReason reason, String problem) {}

  private final List<HistoryRecord> records;
  private final Arrivals arrivals;
  private final Transaction[] transactions;
  private final Rejection[] rejections;
  private final List<Future<?>> decoding = new ArrayList<>();

  private Batch(List<HistoryRecord> records, Arrivals arrivals) {
    this.records = records;
    this.arrivals = arrivals;
    this.transactions = new Transaction[records.size()];
    this.rejections = new Rejection[records.size()];
  }

  /** Starts decoding. */
  static Batch decode(
      List<HistoryRecord> records, Arrivals arrivals, ExecutorService threads, int slices) {
    Batch batch = new Batch(records, arrivals);
    int size = Math.max(1, (records.size() + slices - 1) / slices);
    for (int from = 0; from < records.size(); from += size) {
      int start = from;
      int end = Math.min(records.size(), from + size);
      batch.decoding.add(threads.submit(() -> batch.decode(start, end)));
    }
    return batch;
  }

  private void decode(int from, int to) {
    for (int i = from; i < to; i++) {
      HistoryRecord record = records.get(i);
      try {
        transactions[i] = arrivals.decode(record);
      } catch (RejectedException e) {
        rejections[i] = new Rejection(record, e.reason(), e.getMessage());
      }
    }
  }

  /** Returns when everything is decoded. */
  void await() throws InterruptedException, ExecutionException {
    for (Future<?> slice : decoding) {
      slice.get();
    }
  }

  int size() {
    return records.size();
  }

  /** The transaction, or {@code null} when the record is none. */
  Transaction transaction(int index) {
    return transactions[index];
  }

  /** What is wrong with the record, if it is no transaction. */
  Rejection rejection(int index) {
    return rejections[index];
  }

  HistoryRecord record(int index) {
    return records.get(index);
  }
}
