package io.harrier.engine.gate;

import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.compile.CompilationLimitException;
import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.ReleaseTestRunner;
import io.harrier.engine.evaluate.TestResult;
import io.harrier.engine.gate.GateReport.PassedStage;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.Problem;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.ReleaseReader;
import io.harrier.engine.release.ReleaseReader.ReleaseWithTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Admits releases. An analyst's rule is untrusted code, and Drools has no sandbox: so a release is
 * read without executing anything, compiled in a process of its own, its bytecode looked through,
 * its tests run, and what it costs measured, in this order. Whoever publishes goes through here.
 */
public final class Gate {
  private static final long LEAST_PATIENCE = Duration.ofMillis(50).toNanos();
  private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

  private final ReleaseCompiler compiler;
  private final CostBudget budget;
  private final EvaluationSettings settings;
  private final LongSupplier ticker;

  public Gate() {
    this(CostBudget.DEFAULT);
  }

  public Gate(CostBudget budget) {
    this(new ReleaseCompiler(), budget, EvaluationSettings.DEFAULT, System::nanoTime);
  }

  /**
   * @param ticker nanoseconds
   */
  Gate(
      ReleaseCompiler compiler,
      CostBudget budget,
      EvaluationSettings settings,
      LongSupplier ticker) {
    this.compiler = compiler;
    this.budget = budget;
    this.settings = settings;
    this.ticker = ticker;
  }

  /**
   * Takes a release through every stage.
   *
   * @throws InvalidReleaseException with every problem that the first stage to refuse it has found
   */
  public Admitted admit(Path folder) throws InvalidReleaseException {
    Passage passage = new Passage();
    ReleaseWithTests read = ReleaseReader.readWithTests(folder);
    passage.passed(Stage.READ);
    CompiledRelease compiled = compile(read.definition());
    passage.passed(Stage.COMPILE);
    try (LoadedRelease loaded = verify(compiled)) {
      passage.passed(Stage.VERIFY);
      refuse(ReleaseTestRunner.run(loaded, read.tests()));
      passage.passed(Stage.TEST);
      ReplayReport replay = replay(loaded);
      passage.passed(Stage.REPLAY);
      return new Admitted(
          compiled,
          new GateReport(passage.stages, compiler.isolation(), read.tests().size(), replay));
    }
  }

  /** As {@link #admit}, for callers that need the bundle alone. */
  public CompiledRelease compile(Path folder) throws InvalidReleaseException {
    return admit(folder).compiled();
  }

  /**
   * Runs a release's own tests, after the stages before them.
   *
   * @throws InvalidReleaseException if one of those refuses the release
   */
  public List<TestResult> test(Path folder) throws InvalidReleaseException {
    ReleaseWithTests read = ReleaseReader.readWithTests(folder);
    try (LoadedRelease loaded = verify(compile(read.definition()))) {
      return ReleaseTestRunner.results(loaded, read.tests());
    }
  }

  private CompiledRelease compile(ReleaseDefinition definition) throws InvalidReleaseException {
    try {
      return compiler.compile(definition);
    } catch (CompilationLimitException e) {
      throw new InvalidReleaseException(List.of(new Problem(".", 0, e.getMessage())));
    }
  }

  /** Looks through the classes; only then is one of them loaded. */
  private static LoadedRelease verify(CompiledRelease compiled) throws InvalidReleaseException {
    try {
      return LoadedRelease.load(compiled.bundle());
    } catch (InvalidBundleException e) {
      throw new InvalidReleaseException(List.of(new Problem(".", 0, e.getMessage())));
    }
  }

  private ReplayReport replay(LoadedRelease loaded) throws InvalidReleaseException {
    ReleaseDefinition definition = loaded.definition();
    Replay replay = new Replay(loaded, settings, ticker);
    List<Cost> rules = replay.rules(budget.rule());
    List<Cost> sequences = sequences(definition);
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).nanos() > budget.rule()) {
        problems.add(
            new Problem(
                definition.rules().get(i).file(),
                definition.rules().get(i).line(),
                tooDear("rule", "evaluation", rules.get(i), budget.rule())));
      }
    }
    for (Cost sequence : sequences) {
      if (sequence.nanos() > budget.sequence()) {
        problems.add(
            new Problem(
                "patterns.yaml",
                0,
                tooDear("sequence", "transaction", sequence, budget.sequence())));
      }
    }
    refuse(problems);
    double transaction = replay.transaction();
    ReplayReport report = new ReplayReport(Replay.TRANSACTIONS, transaction, rules, sequences);
    if (transaction > budget.transaction()) {
      problems.add(
          new Problem(
              ".",
              0,
              "the release takes %,.0f ns a transaction, at most %,d are allowed; the dearest are %s"
                  .formatted(
                      transaction,
                      budget.transaction(),
                      report.dearest(3).stream().map(Cost::id).toList())));
    }
    refuse(problems);
    return report;
  }

  /** All together within some seconds, however many there are and whatever they cost. */
  private List<Cost> sequences(ReleaseDefinition definition) {
    SequenceTrial trial = new SequenceTrial(settings.maxOpenMatchesPerUser(), ticker);
    long deadline = ticker.getAsLong() + PATIENCE;
    List<Cost> costs = new ArrayList<>();
    for (PatternDefinition pattern : definition.patterns()) {
      long patience = Math.max(LEAST_PATIENCE, deadline - ticker.getAsLong());
      costs.add(trial.cost(pattern, budget.sequence(), patience));
    }
    return costs;
  }

  private static String tooDear(String what, String per, Cost cost, long budget) {
    return "the %s \"%s\" takes %,.0f ns for one %s, at most %,d are allowed: make it simpler"
        .formatted(what, cost.id(), cost.nanos(), per, budget);
  }

  private static void refuse(List<Problem> problems) throws InvalidReleaseException {
    if (!problems.isEmpty()) {
      throw new InvalidReleaseException(problems);
    }
  }

  /** Notes when each stage was passed. */
  private final class Passage {
    private final List<PassedStage> stages = new ArrayList<>();
    private long since = ticker.getAsLong();

    void passed(Stage stage) {
      long now = ticker.getAsLong();
      stages.add(new PassedStage(stage, Duration.ofNanos(now - since)));
      since = now;
    }
  }
}
