package io.harrier.detection.evaluate;

import static org.awaitility.Awaitility.await;

import io.harrier.detection.source.ReferenceTable;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.detection.state.States;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.EvaluationSettings.LateStrategy;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.Transaction;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One subtask of {@link EvaluateTransactions}, driven by hand. */
final class EvaluateHarness implements AutoCloseable {
  static final int MAX_PARALLELISM = 720;
  static final long NOW = 1_700_000_000_000L;

  private final KeyedBroadcastOperatorTestHarness<String, Transaction, ReferenceUpdate, Decision>
      harness;

  private final AtomicLong clock;
  private final EvaluateTransactions function;

  private EvaluateHarness(
      AtomicLong clock,
      EvaluateTransactions function,
      int parallelism,
      int subtask,
      OperatorSubtaskState restored)
      throws Exception {
    this.clock = clock;
    this.function = function;
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                function,
                List.of(
                    States.riskScores(),
                    States.releases(),
                    States.entityLists(),
                    States.snapshotMarks(),
                    States.referenceOffsets())),
            Transaction::userId,
            Types.STRING,
            MAX_PARALLELISM,
            parallelism,
            subtask);
    harness.setProcessingTime(NOW);
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    harness.processBroadcastWatermark(Long.MAX_VALUE);
  }

  static EvaluateHarness start(OperatorSettings settings, Map<ReferenceTable, Long> ends)
      throws Exception {
    return start(settings, new ScriptedRelease(), ends);
  }

  static EvaluateHarness start(
      OperatorSettings settings, ReleaseLoader loader, Map<ReferenceTable, Long> ends)
      throws Exception {
    return resume(settings, loader, ends, null, 1, 1, 0);
  }

  static EvaluateHarness start(ReleaseLoader loader) throws Exception {
    return start(settings(LateStrategy.SIDE_OUTPUT, 10), loader, Map.of());
  }

  static EvaluateHarness start() throws Exception {
    return start(settings(LateStrategy.SIDE_OUTPUT, 10), Map.of());
  }

  /** By releases as they come from the compiler. */
  static EvaluateHarness start(OperatorSettings settings, ReleaseLoader loader) throws Exception {
    return start(settings, loader, Map.of());
  }

  static EvaluateHarness restore(
      OperatorSubtaskState state, int oldParallelism, int parallelism, int subtask)
      throws Exception {
    return restore(state, new ScriptedRelease(), oldParallelism, parallelism, subtask);
  }

  static EvaluateHarness restore(
      OperatorSubtaskState state,
      ReleaseLoader loader,
      int oldParallelism,
      int parallelism,
      int subtask)
      throws Exception {
    return resume(
        settings(LateStrategy.SIDE_OUTPUT, 10),
        loader,
        Map.of(),
        state,
        oldParallelism,
        parallelism,
        subtask);
  }

  /**
   * One subtask of a job, new or resumed.
   *
   * @param ends how far the reference topics reach
   * @param state of all subtasks before, or {@code null}
   */
  static EvaluateHarness resume(
      OperatorSettings settings,
      ReleaseLoader loader,
      Map<ReferenceTable, Long> ends,
      OperatorSubtaskState state,
      int oldParallelism,
      int parallelism,
      int subtask)
      throws Exception {
    AtomicLong clock = new AtomicLong(NOW);
    return new EvaluateHarness(
        clock,
        function(settings, loader, ends, clock),
        parallelism,
        subtask,
        state == null
            ? null
            : KeyedBroadcastOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, oldParallelism, parallelism, subtask));
  }

  static OperatorSettings settings(LateStrategy late, int maxHeld) {
    return new OperatorSettings(
        new EvaluationSettings(
            Duration.ofMinutes(1), late, Duration.ofHours(24), 256, 32, Duration.ofHours(24)),
        1_000_000,
        Duration.ofDays(30),
        maxHeld,
        2,
        Duration.ofSeconds(5),
        new RuleBudget(Duration.ofNanos(1_000), 0.5, Duration.ofMillis(1), 2));
  }

  private static EvaluateTransactions function(
      OperatorSettings settings,
      ReleaseLoader loader,
      Map<ReferenceTable, Long> ends,
      AtomicLong clock) {
    return new EvaluateTransactions(
        settings, loader, ReleaseTrust.inAnybody(), () -> ends, clock::get);
  }

  /** Some user whose transactions go to a subtask. */
  static String userOf(int subtask, int parallelism) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "user-" + i)
        .filter(
            user ->
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        user, MAX_PARALLELISM, parallelism)
                    == subtask)
        .findFirst()
        .orElseThrow();
  }

  /** Waits until a release in shadow has been loaded. */
  void awaitShadow() {
    await().until(function::isShadowLoaded);
  }

  boolean isShadowLoaded() {
    return function.isShadowLoaded();
  }

  /** Moves the task's clock on. */
  EvaluateHarness pass(Duration time) {
    clock.addAndGet(time.toMillis());
    return this;
  }

  /** Applies what opens the gate: one live release and the marks of all tables. */
  EvaluateHarness ready() throws Exception {
    apply(References.live(0, "base@1", 0));
    apply(References.marks());
    return this;
  }

  void apply(ReferenceUpdate... updates) throws Exception {
    for (ReferenceUpdate update : updates) {
      harness.processBroadcastElement(update, Long.MIN_VALUE);
    }
  }

  void receive(String transactionId, String userId, long eventTime) throws Exception {
    receive(Transaction.builder(transactionId, userId, eventTime).build());
  }

  void receive(Transaction transaction) throws Exception {
    harness.processElement(transaction, transaction.eventTime());
  }

  void watermark(long time) throws Exception {
    harness.processWatermark(time);
  }

  /** Lets the users with held transactions look again. */
  void poll() throws Exception {
    harness.setProcessingTime(harness.getProcessingTime() + UserTimers.POLL_MILLIS);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  /** Names of all that a snapshot holds, but for timers. */
  Set<String> stateNames() throws Exception {
    Set<String> names = new HashSet<>();
    OperatorSubtaskState snapshot = snapshot();
    for (OperatorStateHandle handle : snapshot.getManagedOperatorState()) {
      names.addAll(handle.getStateNameToPartitionOffsets().keySet());
    }
    for (KeyedStateHandle handle : snapshot.getManagedKeyedState()) {
      try (var in = ((StreamStateHandle) handle).openInputStream()) {
        var header = new KeyedBackendSerializationProxy<String>(getClass().getClassLoader());
        header.read(new DataInputViewStreamWrapper(in));
        header.getStateMetaInfoSnapshots().stream()
            .filter(state -> state.getBackendStateType() == BackendStateType.KEY_VALUE)
            .forEach(state -> names.add(state.getName()));
      }
    }
    return names;
  }

  List<Decision> decisions() {
    return harness.extractOutputValues();
  }

  /** The decisions so far, which the harness forgets with everything else that came out. */
  List<Decision> takeDecisions() {
    List<Decision> decisions = decisions();
    harness.getOutput().clear();
    for (OutputTag<?> tag :
        List.of(
            EvaluateTransactions.ALERTS,
            EvaluateTransactions.SHADOW_ALERTS,
            EvaluateTransactions.DECIDED)) {
      var output = harness.getSideOutput(tag);
      if (output != null) {
        output.clear();
      }
    }
    return decisions;
  }

  /** How many releases are in broadcast state. */
  long knownReleases() throws Exception {
    return StreamSupport.stream(
            harness
                .getOperator()
                .getOperatorStateBackend()
                .getBroadcastState(States.releases())
                .immutableEntries()
                .spliterator(),
            false)
        .count();
  }

  List<String> decided() {
    return decisions().stream().map(Decision::transactionId).toList();
  }

  List<Alert> alerts() {
    return values(EvaluateTransactions.ALERTS);
  }

  <T> List<T> values(OutputTag<T> tag) {
    var output = harness.getSideOutput(tag);
    return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
  }

  int eventTimers() {
    return harness.numEventTimeTimers();
  }

  int processingTimers() {
    return harness.numProcessingTimeTimers();
  }

  long keyedStateEntries() {
    return Stream.of("user", "user-changes", "held")
        .mapToLong(
            state ->
                harness
                    .getOperator()
                    .getKeyedStateBackend()
                    .getKeys(state, VoidNamespace.INSTANCE)
                    .count())
        .sum();
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IllegalStateException("the operator does not close", e);
    }
  }
}
