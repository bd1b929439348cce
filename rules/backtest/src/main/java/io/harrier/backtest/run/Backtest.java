package io.harrier.backtest.run;

import io.harrier.backtest.BacktestException;
import io.harrier.backtest.BacktestSettings;
import io.harrier.backtest.BacktestSettings.EndOfInput;
import io.harrier.backtest.Candidate;
import io.harrier.backtest.compare.Difference;
import io.harrier.backtest.input.HistoryInput;
import io.harrier.backtest.input.HistoryRecord;
import io.harrier.backtest.input.KnownLists;
import io.harrier.backtest.input.RiskScores;
import io.harrier.backtest.report.BacktestReport;
import io.harrier.backtest.truth.Labels;
import io.harrier.model.Alert;
import io.harrier.model.Transaction;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/**
 * Runs history through one release, or two at once.
 *
 * <p>Users are divided among the threads by a hash of their id; a user's transactions are evaluated
 * in the order of their arrival. Records come in batches: while one is evaluated the next is read
 * and decoded, so memory is bounded but for what is remembered of users and of alerts.
 */
public final class Backtest {
  private static final int BATCH = 8_192;

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Progress {
    /** In the unit of the input; the total is -1 where it is unknown. */
    void at(long done, long total);
  }

  // configuration
  private final Candidate draft;
  private final Optional<Candidate> baseline;
  private final BacktestSettings settings;
  private final RiskScores scores;
  private final KnownLists lists;
  private final Labels labels;
  private final InstantSource clock;

  private Backtest(Builder builder) {
    this.draft = builder.draft;
    this.baseline = builder.baseline;
    this.settings = builder.settings;
    this.scores = builder.scores;
    this.lists = builder.lists;
    this.labels = builder.labels;
    this.clock = builder.clock;
  }

  /** A backtest of a release by default settings, without scores, truth or another release. */
  public static Builder of(Candidate draft) {
    return new Builder(draft);
  }

  /**
   * @throws BacktestException if there is nothing to backtest, or the labels are of something else
   * @throws IOException if the input cannot be read
   * @throws InterruptedException if the thread is interrupted; nothing comes of it then
   */
  public BacktestReport run(HistoryInput input, Progress progress)
      throws IOException, InterruptedException {
    return run(input, progress, (candidate, alert) -> {});
  }

  /**
   * @param listener hears every alert that is counted, on several threads
   */
  public BacktestReport run(
      HistoryInput input, Progress progress, BiConsumer<Candidate, Alert> listener)
      throws IOException, InterruptedException {
    List<Candidate> candidates = new ArrayList<>(List.of(draft));
    baseline.ifPresent(candidates::add);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            settings.threads(),
            work -> {
              Thread thread = new Thread(work, "backtest");
              thread.setDaemon(true);
              return thread;
            });
    List<Shard> shards = new ArrayList<>();
    try {
      for (int i = 0; i < settings.threads(); i++) {
        shards.add(new Shard(candidates, settings, scores, lists, labels, listener));
      }
      return new Run(input, progress, threads, shards).report();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the backtest failed: " + e.getCause(), e.getCause());
    } finally {
      threads.shutdownNow();
      shards.forEach(Shard::close);
    }
  }

  /** One run. */
  private final class Run {
    private final HistoryInput input;
    private final Progress progress;
    private final ExecutorService threads;
    private final List<Shard> shards;
    private final Watermark watermark;
    private final Rejections rejections = new Rejections();
    private final List<Future<?>> evaluating = new ArrayList<>();
    private final Arrivals decoder = new Arrivals(settings, clock.millis());
    private final long started = System.nanoTime();
    private long records;
    private long transactions;
    private long countedFrom = Long.MIN_VALUE;

    Run(HistoryInput input, Progress progress, ExecutorService threads, List<Shard> shards) {
      this.input = input;
      this.progress = progress;
      this.threads = threads;
      this.shards = shards;
      this.watermark =
          new Watermark(
              input.partitions(),
              settings.outOfOrderness().toMillis(),
              settings.idleness().toMillis());
    }

    BacktestReport report() throws IOException, InterruptedException, ExecutionException {
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

    private BacktestReport summarize() {
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
      return new ReportAssembly(draft, baseline, settings, scores, lists, labels)
          .report(
              new ReportAssembly.Findings(tally, tallies, difference, rejections),
              input.name(),
              records,
              (System.nanoTime() - started) / 1e9);
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

  /** What to backtest with. */
  public static final class Builder {
    private final Candidate draft;
    private Optional<Candidate> baseline = Optional.empty();
    private BacktestSettings settings = BacktestSettings.DEFAULT;
    private RiskScores scores = RiskScores.NONE;
    private KnownLists lists = KnownLists.NONE;
    private Labels labels = Labels.NONE;
    private InstantSource clock = InstantSource.system();

    private Builder(Candidate draft) {
      this.draft = draft;
    }

    /** The release that the draft is compared with. */
    public Builder against(Candidate release) {
      this.baseline = Optional.of(release);
      return this;
    }

    public Builder settings(BacktestSettings value) {
      this.settings = value;
      return this;
    }

    public Builder scores(RiskScores value) {
      this.scores = value;
      return this;
    }

    public Builder lists(KnownLists value) {
      this.lists = value;
      return this;
    }

    public Builder labels(Labels value) {
      this.labels = value;
      return this;
    }

    /** The clock that tells a future event time where a record does not say when it arrived. */
    public Builder clock(InstantSource value) {
      this.clock = value;
      return this;
    }

    public Backtest build() {
      return new Backtest(this);
    }
  }
}
