package io.harrier.backtest.run;

import io.harrier.backtest.compare.Samples;
import io.harrier.backtest.truth.Label;
import io.harrier.model.Alert;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Alerts of one rule, or of all, held against the truth. */
final class AlertTally {
  private static final long DAY = 86_400_000L;
  private static final int SAMPLES = 5;

  private final TreeMap<Long, Long> byDay = new TreeMap<>();
  private final BitSet foundLabels = new BitSet();
  private final BitSet caughtEpisodes = new BitSet();
  private final Amounts saved = new Amounts();
  private final Samples justifiedSamples = new Samples(SAMPLES);
  private final Samples otherSamples = new Samples(SAMPLES);
  private long alerts;
  private long justified;

  /**
   * Counts an alert.
   *
   * @param fraud the fraudulent ones of the transactions that took part
   */
  void add(Alert alert, List<Label> fraud) {
    alerts++;
    byDay.merge(Math.floorDiv(alert.eventTime(), DAY), 1L, Long::sum);
    if (fraud.isEmpty()) {
      otherSamples.add(alert);
      return;
    }
    justified++;
    justifiedSamples.add(alert);
    for (Label label : fraud) {
      foundLabels.set(label.number());
      caughtEpisodes.set(label.episode());
    }
  }

  void addAll(AlertTally other) {
    alerts += other.alerts;
    justified += other.justified;
    other.byDay.forEach((day, count) -> byDay.merge(day, count, Long::sum));
    foundLabels.or(other.foundLabels);
    caughtEpisodes.or(other.caughtEpisodes);
    saved.addAll(other.saved);
    justifiedSamples.addAll(other.justifiedSamples);
    otherSamples.addAll(other.otherSamples);
  }

  long alerts() {
    return alerts;
  }

  /** Those in which a fraudulent transaction took part. */
  long justified() {
    return justified;
  }

  /** How many alerts by day since the epoch. */
  SortedMap<Long, Long> byDay() {
    return byDay;
  }

  /** Numbers of the labels of transactions that took part in an alert. */
  BitSet foundLabels() {
    return foundLabels;
  }

  BitSet caughtEpisodes() {
    return caughtEpisodes;
  }

  /** What fraud took after it had been found. */
  Amounts saved() {
    return saved;
  }

  List<Alert> justifiedSamples() {
    return justifiedSamples.alerts();
  }

  List<Alert> otherSamples() {
    return otherSamples.alerts();
  }
}
