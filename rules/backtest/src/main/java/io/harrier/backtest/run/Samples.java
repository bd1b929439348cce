package io.harrier.backtest.run;

import io.harrier.model.Alert;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A few alerts of many: those with the lowest ids. Ids are hashes, so this is a sample of chance,
 * and the same one in every run, on any number of threads.
 */
final class Samples {
  private final int size;
  private final PriorityQueue<Alert> highestFirst =
      new PriorityQueue<>(Comparator.comparing(Alert::alertId).reversed());

  Samples(int size) {
    this.size = size;
  }

  void add(Alert alert) {
    if (highestFirst.size() < size) {
      highestFirst.add(alert);
    } else if (alert.alertId().compareTo(highestFirst.peek().alertId()) < 0) {
      highestFirst.poll();
      highestFirst.add(alert);
    }
  }

  void addAll(Samples other) {
    other.highestFirst.forEach(this::add);
  }

  /** In order of their ids. */
  List<Alert> alerts() {
    return highestFirst.stream().sorted(Comparator.comparing(Alert::alertId)).toList();
  }
}
