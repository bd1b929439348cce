package io.harrier.backtest.run;

import io.harrier.backtest.BacktestException;
import io.harrier.backtest.BacktestSettings;
import io.harrier.backtest.Candidate;
import io.harrier.backtest.input.HistoryInput;
import io.harrier.backtest.input.KnownLists;
import io.harrier.backtest.input.RiskScores;
import io.harrier.backtest.report.BacktestReport;
import io.harrier.backtest.truth.Labels;
import io.harrier.model.Alert;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * Runs history through one release, or two at once.
 *
 * <p>Users are divided among the threads by a hash of their id; a user's transactions are evaluated
 * in the order of their arrival. Memory is bounded but for what is remembered of users and of
 * alerts.
 */
public final class Backtest {
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
      BacktestRun run = new BacktestRun(input, progress, settings, clock, labels, threads, shards);
      ReportAssembly.Findings found = run.findings();
      return new ReportAssembly(draft, baseline, settings, scores, lists, labels)
          .report(found, input.name(), run.records(), run.seconds());
    } catch (ExecutionException e) {
      throw new IllegalStateException("the backtest failed: " + e.getCause(), e.getCause());
    } finally {
      threads.shutdownNow();
      shards.forEach(Shard::close);
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
