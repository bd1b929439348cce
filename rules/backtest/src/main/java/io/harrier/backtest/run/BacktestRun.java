package io.harrier.backtest.run;

import io.harrier.backtest.BacktestException;
import io.harrier.backtest.BacktestSettings;
import io.harrier.backtest.BacktestSettings.EndOfInput;
import io.harrier.backtest.compare.Difference;
import io.harrier.backtest.input.HistoryInput;
import io.harrier.backtest.input.HistoryRecord;
import io.harrier.backtest.truth.Labels;
import io.harrier.model.Transaction;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * One run of history through the shards, in batches: while one is evaluated the next is read and
 * decoded.
 */
final class BacktestRun {
  private static final int BATCH = 8_192;

  // configuration
  private final HistoryInput input;
  private final Backtest.Progress progress;
  private final BacktestSettings settings;
  private final Labels labels;

  // runtime
  private final ExecutorService threads;
  private final List<Shard> shards;
  private final Watermark watermark;
  private final Rejections rejections = new Rejections();
  private final List<Future<?>> evaluating = new ArrayList<>();
  private final Arrivals decoder;
  private final long started = System.nanoTime();
  private long records;
  private long transactions;
  private long countedFrom = Long.MIN_VALUE;

  /**
   * @param threads one for each shard
   * @param clock tells a future event time where a record does not say when it arrived
   */
  BacktestRun(
      HistoryInput input,
      Backtest.Progress progress,
      BacktestSettings settings,
      InstantSource clock,
      Labels labels,
      ExecutorService threads,
      List<Shard> shards) {
    this.input = input;
    this.progress = progress;
    this.settings = settings;
    this.labels = labels;
    this.decoder = new Arrivals(settings, clock.millis());
    this.threads = threads;
    this.shards = shards;
    this.watermark =
        new Watermark(
            input.partitions(),
            settings.outOfOrderness().toMillis(),
            settings.idleness().toMillis());
  }

  /**
   * Runs it to the end, once.
   *
   * @return what the shards found, added up
   */
  ReportAssembly.Findings findings() throws IOException, InterruptedException, ExecutionException {
    Batch next = read();
    while (next.size() > 0) {
      Batch current = next;
      next = read();
      current.await();
      List<List<Arrival>> arrivals = route(current);
      evaluate(arrivals);
      progress.at(input.done(), input.total());
    }
    end();
    progress.at(input.done(), input.total());
    return summarize();
  }

  private Batch read() throws IOException {
    List<HistoryRecord> batch = new ArrayList<>(BATCH);
    input.read(batch, BATCH);
    return Batch.decode(batch, decoder, threads, settings.threads());
  }

  /** Gives each shard its own of a batch, with the watermark as it was before each. */
  private List<List<Arrival>> route(Batch batch) {
    List<List<Arrival>> routed = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      routed.add(new ArrayList<>(batch.size() / shards.size() + 64));
    }
    for (int i = 0; i < batch.size(); i++) {
      records++;
      Transaction transaction = batch.transaction(i);
      if (transaction == null) {
        rejections.add(batch.rejection(i));
        continue;
      }
      if (transactions++ == 0 && !settings.warmUp().isZero()) {
        countedFrom = transaction.eventTime() + settings.warmUp().toMillis();
      }
      routed
          .get(Math.floorMod(transaction.userId().hashCode(), shards.size()))
          .add(
              new Arrival(
                  transaction, watermark.current(), transaction.eventTime() >= countedFrom));
      HistoryRecord record = batch.record(i);
      watermark.onTransaction(record.partition(), transaction.eventTime(), record.arrivedAt());
    }
    requireTransactions();
    return routed;
  }

  private void requireTransactions() {
    if (transactions == 0 && records > 0) {
      Batch.Rejection first = rejections.first().get(0);
      throw new BacktestException(
          "none of the first %,d records of %s is a transaction as JSON (%s: %s, %s)"
              .formatted(
                  records,
                  input.name(),
                  input.placeOf(first.record()),
                  first.reason(),
                  first.problem()));
    }
  }

  private void evaluate(List<List<Arrival>> arrivals)
      throws InterruptedException, ExecutionException {
    awaitEvaluated();
    for (int i = 0; i < shards.size(); i++) {
      Shard shard = shards.get(i);
      List<Arrival> own = arrivals.get(i);
      long from = countedFrom;
      evaluating.add(threads.submit(() -> shard.process(own, from)));
    }
  }

  private void awaitEvaluated() throws InterruptedException, ExecutionException {
    for (Future<?> part : evaluating) {
      part.get();
    }
    evaluating.clear();
  }

  private void end() throws InterruptedException, ExecutionException {
    awaitEvaluated();
    if (transactions == 0) {
      throw new BacktestException(
          input.name() + " holds no record: name another file, or a range with transactions");
    }
    long last = settings.endOfInput() == EndOfInput.CLOSE ? Long.MAX_VALUE : watermark.current();
    for (Shard shard : shards) {
      long from = countedFrom;
      evaluating.add(threads.submit(() -> shard.pass(last, from)));
    }
    awaitEvaluated();
  }

  /** How many records were read. */
  long records() {
    return records;
  }

  /** How long it has taken so far. */
  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  private ReportAssembly.Findings summarize() {
    InputTally tally = new InputTally(labels);
    List<ReleaseTally> tallies = new ArrayList<>(shards.get(0).tallies());
    Difference difference = shards.get(0).difference();
    tally.addAll(shards.get(0).input());
    for (Shard shard : shards.subList(1, shards.size())) {
      tally.addAll(shard.input());
      List<ReleaseTally> others = shard.tallies();
      for (int i = 0; i < tallies.size(); i++) {
        tallies.get(i).addAll(others.get(i));
      }
      difference.addAll(shard.difference());
    }
    requireCounted(tally);
    return new ReportAssembly.Findings(tally, tallies, difference, rejections);
  }

  private void requireCounted(InputTally tally) {
    if (tally.decided() + tally.late() == 0) {
      throw new BacktestException(
          "all %,d transactions of %s lie within the warm-up of %s: nothing is left to count"
              .formatted(transactions, input.name(), settings.warmUp()));
    }
    if (!labels.isEmpty() && tally.seenLabels().isEmpty()) {
      throw new BacktestException(
          "none of the %,d transactions labelled in %s occurs in %s: this is the truth of other"
                  .formatted(labels.size(), labels.source(), input.name())
              + " transactions");
    }
  }
}
