package io.harrier.backtest.compare;

import io.harrier.model.Alert;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A few alerts of many: those with the lowest ids. Ids are hashes, so this is a sample of chance,
 * and the same one in every run, on any number of threads.
 */
public final class Samples {
  private final int size;
  private final PriorityQueue<Alert> highestFirst =
      new PriorityQueue<>(Comparator.comparing(Alert::alertId).reversed());

  public Samples(int size) {
    this.size = size;
  }

  public void add(Alert alert) {
    if (highestFirst.size() < size) {
      highestFirst.add(alert);
    } else if (alert.alertId().compareTo(highestFirst.peek().alertId()) < 0) {
      highestFirst.poll();
      highestFirst.add(alert);
    }
  }

  public void addAll(Samples other) {
    other.highestFirst.forEach(this::add);
  }

  /** In order of their ids. */
  public List<Alert> alerts() {
    return highestFirst.stream().sorted(Comparator.comparing(Alert::alertId)).toList();
  }
}
