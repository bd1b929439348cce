package io.harrier.bench;

import io.harrier.bench.EngineTraffic.Arrival;
import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.ReleaseEvaluator;
import io.harrier.engine.evaluate.UserState;
import io.harrier.engine.rule.RuleSession;
import io.harrier.engine.sequence.SequenceMatcher;
import io.harrier.engine.sequence.SequenceState;
import io.harrier.engine.window.EventHistory;
import io.harrier.engine.window.FeaturePlan;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One transaction through the whole engine, and through each part of it: 100 rules, 5 features, 10
 * sequences, about 100 transactions of each user in the windows, nothing serialized. One invocation
 * is a stretch of the stream, each from the same state of all users.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx2g")
@OperationsPerInvocation(EngineTraffic.MEASURED)
public class EngineBenchmark {
  private static final EvaluationSettings SETTINGS = EvaluationSettings.DEFAULT;
  private static final RescannedWindow.Sizes SIZES =
      new RescannedWindow.Sizes(
          Duration.ofMinutes(5).toMillis(),
          Duration.ofHours(24).toMillis(),
          Duration.ofHours(1).toMillis(),
          Duration.ofHours(6).toMillis(),
          Duration.ofHours(12).toMillis());

  /** The compiled release and the traffic. */
  @State(Scope.Thread)
  public static class Release {
    LoadedRelease loaded;
    FeaturePlan plan;
    List<Arrival> before;
    List<Arrival> measured;

    /** Compiles the release, makes the traffic. */
    @Setup
    public void prepare() throws Exception {
      Path folder = Files.createTempDirectory("harrier-bench");
      EngineRelease.write(folder);
      loaded = LoadedRelease.load(new ReleaseCompiler().compile(folder).bundle());
      plan =
          new FeaturePlan(
              loaded.definition().features(),
              SETTINGS.maxEventsPerUser(),
              SETTINGS.deduplicationHorizon().toMillis(),
              SETTINGS.allowedLateness().toMillis());
      List<Arrival> arrivals = EngineTraffic.make();
      before = arrivals.subList(0, EngineTraffic.BEFORE);
      measured = arrivals.subList(EngineTraffic.BEFORE, arrivals.size());
    }
  }

  /** The whole engine. */
  @State(Scope.Thread)
  public static class Whole {
    ReleaseEvaluator evaluator;
    private Population<UserState> filled;
    Population<UserState> users;

    /** Lets every user do what is before the measured stretch. */
    @Setup
    public void fill(Release release) {
      evaluator = new ReleaseEvaluator(release.loaded, "bench@1", SETTINGS);
      filled = new Population<>(UserState::new, UserState::copy);
      for (Arrival arrival : release.before) {
        evaluate(filled, arrival);
      }
    }

    /** Every invocation starts from the same states. */
    @Setup(Level.Invocation)
    public void restore() {
      users = filled.copy();
    }

    Object evaluate(Population<UserState> of, Arrival arrival) {
      Transaction transaction = arrival.transaction();
      return evaluator.evaluate(
          of.state(arrival), transaction, arrival.risk(), transaction.eventTime());
    }
  }

  /** Histories and features, and their naive peer. */
  @State(Scope.Thread)
  public static class Windows {
    FeatureValues values;
    private Population<EventHistory> filled;
    private Population<RescannedWindow> filledNaive;
    Population<EventHistory> histories;
    Population<RescannedWindow> naive;

    /** Fills the histories. */
    @Setup
    public void fill(Release release) {
      values = new FeatureValues(release.plan.features().size());
      filled = new Population<>(EventHistory::new, EventHistory::copy);
      filledNaive = new Population<>(() -> new RescannedWindow(SIZES), RescannedWindow::copy);
      for (Arrival arrival : release.before) {
        filled.state(arrival).add(arrival.transaction(), release.plan);
        filledNaive.state(arrival).evaluate(arrival.transaction());
      }
    }

    /** Every invocation starts from the same histories. */
    @Setup(Level.Invocation)
    public void restore() {
      histories = filled.copy();
      naive = filledNaive.copy();
    }
  }

  /** Features as they were computed for each transaction, and the rules' naive peer. */
  @State(Scope.Thread)
  public static class Rules {
    RuleSession session;
    PlainRules plain;
    final List<FeatureValues> features = new ArrayList<>();

    /** Computes the features ahead. */
    @Setup
    public void compute(Release release) throws ReflectiveOperationException {
      session = release.loaded.newRuleSession();
      plain = new PlainRules();
      Population<EventHistory> users = new Population<>(EventHistory::new, EventHistory::copy);
      release.before.forEach(a -> users.state(a).add(a.transaction(), release.plan));
      for (Arrival arrival : release.measured) {
        FeatureValues values = new FeatureValues(release.plan.features().size());
        users.state(arrival).add(arrival.transaction(), release.plan);
        release.plan.evaluate(users.state(arrival), arrival.transaction(), values);
        features.add(values);
      }
    }
  }

  /** Marks as the rules gave them. */
  @State(Scope.Thread)
  public static class Sequences {
    SequenceMatcher matcher;
    final List<Set<String>> marks = new ArrayList<>();
    Population<SequenceState> users;

    /** Computes the marks ahead. */
    @Setup
    public void compute(Release release, Rules rules) {
      matcher =
          new SequenceMatcher(
              release.loaded.definition().patterns(), SETTINGS.maxOpenMatchesPerUser());
      for (int i = 0; i < EngineTraffic.MEASURED; i++) {
        Arrival arrival = release.measured.get(i);
        marks.add(
            rules
                .session
                .evaluate(arrival.transaction(), rules.features.get(i), arrival.risk())
                .marks());
      }
    }

    /** Nobody has an open match. */
    @Setup(Level.Invocation)
    public void restore() {
      users = new Population<>(SequenceState::new, SequenceState::copy);
    }
  }

  /** Everything that the job asks of the engine for a transaction. */
  @Benchmark
  public void whole(Release release, Whole whole, Blackhole blackhole) {
    for (Arrival arrival : release.measured) {
      blackhole.consume(whole.evaluate(whole.users, arrival));
    }
  }

  /** The transaction into its user's history, and the features. */
  @Benchmark
  public void windows(Release release, Windows windows, Blackhole blackhole) {
    for (Arrival arrival : release.measured) {
      EventHistory history = windows.histories.state(arrival);
      history.add(arrival.transaction(), release.plan);
      release.plan.evaluate(history, arrival.transaction(), windows.values);
      blackhole.consume(windows.values);
    }
  }

  /** The same features by scanning a list of transactions. */
  @Benchmark
  public void windowsRescanned(Release release, Windows windows, Blackhole blackhole) {
    for (Arrival arrival : release.measured) {
      blackhole.consume(windows.naive.state(arrival).evaluate(arrival.transaction()));
    }
  }

  /** The rules on features that are computed already. */
  @Benchmark
  public void rules(Release release, Rules rules, Blackhole blackhole) {
    evaluate(release, rules, rules.session::evaluate, blackhole);
  }

  /** The same rules as they are written: three facts, joined. */
  @Benchmark
  public void rulesPlain(Release release, Rules rules, Blackhole blackhole) {
    evaluate(release, rules, rules.plain::evaluate, blackhole);
  }

  private interface Evaluation {
    Object of(Transaction transaction, FeatureValues features, RiskScore risk);
  }

  // A fork runs one benchmark, so that the call through the interface always means the same.
  private static void evaluate(
      Release release, Rules rules, Evaluation evaluation, Blackhole blackhole) {
    for (int i = 0; i < EngineTraffic.MEASURED; i++) {
      Arrival arrival = release.measured.get(i);
      blackhole.consume(
          evaluation.of(arrival.transaction(), rules.features.get(i), arrival.risk()));
    }
  }

  /** The sequences on marks that are given already. */
  @Benchmark
  public void sequences(Release release, Sequences sequences, Blackhole blackhole) {
    for (int i = 0; i < EngineTraffic.MEASURED; i++) {
      Arrival arrival = release.measured.get(i);
      SequenceState state = sequences.users.state(arrival);
      long settled = arrival.transaction().eventTime() - SETTINGS.allowedLateness().toMillis();
      if (state.nextDeadline() <= settled) {
        blackhole.consume(sequences.matcher.onTime(state, settled));
      }
      blackhole.consume(
          sequences.matcher.onTransaction(state, arrival.transaction(), sequences.marks.get(i)));
    }
  }
}
