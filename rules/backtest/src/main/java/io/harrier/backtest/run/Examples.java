package io.harrier.backtest.run;

import io.harrier.backtest.report.BacktestReport.EpisodeResult;
import io.harrier.backtest.report.BacktestReport.Sample;
import io.harrier.backtest.truth.Episode;
import io.harrier.backtest.truth.Labels;
import io.harrier.model.Alert;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The alerts and episodes that a report shows in full. */
final class Examples {
  /** How many of a kind a report shows. */
  static final int MOST = 10;

  private final Labels labels;

  Examples(Labels labels) {
    this.labels = labels;
  }

  /** Of the alerts, those that were drawn: the justified ones first. */
  List<Sample> alerts(AlertTally tally) {
    return Stream.concat(tally.justifiedSamples().stream(), tally.otherSamples().stream())
        .map(this::alert)
        .toList();
  }

  Sample alert(Alert alert) {
    return Sample.of(alert, labels.isEmpty() ? null : isFraud(alert));
  }

  /** Whether a transaction that is labelled took part in it. */
  boolean isFraud(Alert alert) {
    return alert.transactionIds().stream().anyMatch(id -> labels.of(id) != null);
  }

  /** The first ones, in order of event time. */
  List<EpisodeResult> episodes(BitSet numbers, InputTally input) {
    return numbers.stream()
        .mapToObj(
            number -> {
              Episode episode = labels.episodes().get(number);
              InputTally.SeenEpisode seen = input.episodes().get(number);
              return new EpisodeResult(
                  episode.episodeId(),
                  episode.typology(),
                  seen.userId(),
                  Instant.ofEpochMilli(seen.firstEventTime()),
                  seen.transactions(),
                  seen.amounts().toMajor());
            })
        .sorted(Comparator.comparing(EpisodeResult::start).thenComparing(EpisodeResult::episodeId))
        .limit(MOST)
        .toList();
  }
}
