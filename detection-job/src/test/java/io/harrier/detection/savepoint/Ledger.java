package io.harrier.detection.savepoint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What has been committed, each batch once. */
final class Ledger<T> {
  private final Set<String> batches = new HashSet<>();
  private final List<T> values = new ArrayList<>();

  synchronized void commit(LedgerSink.Batch<T> batch) {
    if (batches.add(batch.id())) {
      values.addAll(batch.values());
    }
  }

  synchronized List<T> values() {
    return List.copyOf(values);
  }
}
