package io.harrier.detection.evaluate;

import io.harrier.detection.source.ReferenceTable;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.detection.source.ReferenceUpdate.ReleaseChanged;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/**
 * The subtasks of the operator that evaluates, fed in one of the orders in which a cluster may feed
 * them: each partition and each reference topic keeps its own, watermarks follow the slowest
 * partition, a release reaches every subtask before the first transaction that it decides. Now and
 * then a checkpoint is taken, and another job resumes from it.
 */
final class SimulatedJob implements AutoCloseable {
  /** One in so many steps ends in a restart. */
  private final int stepsBetweenRestarts;

  private final SimulatedTraffic traffic;
  private final List<ReferenceUpdate> updates;
  private final OperatorSettings settings;
  private final ReleaseLoader loader;
  private final Random random;

  private final int[] read = new int[SimulatedTraffic.PARTITIONS];
  private final List<Decision> decisions = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private int late;
  private int restarts;

  // of the running job
  private List<EvaluateHarness> subtasks;
  private int knownAtStart;
  private int[] applied;
  private long[] neededUntil;
  private boolean[] mustCatchUp;
  private long[] newest;
  private long watermark;

  /**
   * @param updates of the reference topics in order: what opens the gate, then releases by their
   *     activation
   * @param random chooses the order
   */
  SimulatedJob(
      SimulatedTraffic traffic,
      List<ReferenceUpdate> updates,
      OperatorSettings settings,
      ReleaseLoader loader,
      int stepsBetweenRestarts,
      Random random) {
    this.traffic = traffic;
    this.updates = updates;
    this.settings = settings;
    this.loader = loader;
    this.stepsBetweenRestarts = stepsBetweenRestarts;
    this.random = random;
  }

  void run() throws Exception {
    start(null, 1, 1 + random.nextInt(3), 0);
    while (hasMore()) {
      switch (random.nextInt(12)) {
        case 0 -> broadcastNext(random.nextInt(subtasks.size()));
        case 1 -> passTime();
        case 2 -> subtasks.get(random.nextInt(subtasks.size())).poll();
        default -> emit();
      }
      if (random.nextInt(stepsBetweenRestarts) == 0) {
        restart();
      }
    }
    for (int subtask = 0; subtask < subtasks.size(); subtask++) {
      broadcastUntil(subtask, updates.size());
      subtasks.get(subtask).poll();
      subtasks.get(subtask).watermark(Long.MAX_VALUE);
    }
    collect();
  }

  private void start(OperatorSubtaskState state, int oldParallelism, int parallelism, int known)
      throws Exception {
    subtasks = new ArrayList<>();
    boolean waits = known < updates.size() && (known == 0 || random.nextBoolean());
    Map<ReferenceTable, Long> ends =
        waits && known > 0
            ? Map.of(updates.get(known).table(), updates.get(known).offset() + 1)
            : Map.of();
    for (int subtask = 0; subtask < parallelism; subtask++) {
      subtasks.add(
          EvaluateHarness.resume(
              settings, loader, ends, state, oldParallelism, parallelism, subtask));
    }
    knownAtStart = known;
    applied = new int[parallelism];
    Arrays.fill(applied, known);
    neededUntil = new long[parallelism];
    Arrays.fill(neededUntil, Long.MIN_VALUE);
    mustCatchUp = new boolean[parallelism];
    Arrays.fill(mustCatchUp, waits);
    newest = new long[SimulatedTraffic.PARTITIONS];
    Arrays.fill(newest, Long.MIN_VALUE);
    watermark = Long.MIN_VALUE;
  }

  private boolean hasMore() {
    for (int i = 0; i < read.length; i++) {
      if (read[i] < traffic.partition(i).size()) {
        return true;
      }
    }
    return false;
  }

  private void emit() throws Exception {
    int partition = random.nextInt(read.length);
    if (read[partition] == traffic.partition(partition).size()) {
      return;
    }
    Transaction transaction = traffic.partition(partition).get(read[partition]++);
    int subtask =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            transaction.userId(), EvaluateHarness.MAX_PARALLELISM, subtasks.size());
    neededUntil[subtask] = Math.max(neededUntil[subtask], transaction.eventTime());
    newest[partition] = Math.max(newest[partition], transaction.eventTime());
    if (!mustCatchUp[subtask]) {
      broadcastNeeded(subtask);
    }
    subtasks.get(subtask).receive(transaction);
  }

  /** What a start waits for may come late: until then the subtask holds what it gets. */
  private void broadcastNext(int subtask) throws Exception {
    broadcastNeeded(subtask);
    if (mustCatchUp[subtask]) {
      broadcastUntil(subtask, Math.max(applied[subtask], knownAtStart + 1));
      mustCatchUp[subtask] = false;
    } else if (random.nextInt(20) == 0) {
      broadcastUntil(subtask, Math.min(applied[subtask] + 1, updates.size()));
    }
  }

  private void broadcastNeeded(int subtask) throws Exception {
    int needed = applied[subtask];
    for (int i = 0; i < updates.size(); i++) {
      boolean isDue =
          !(updates.get(i) instanceof ReleaseChanged changed)
              || changed.release().activeFrom() <= neededUntil[subtask];
      needed = isDue ? Math.max(needed, i + 1) : needed;
    }
    broadcastUntil(subtask, needed);
  }

  private void broadcastUntil(int subtask, int end) throws Exception {
    while (applied[subtask] < end) {
      subtasks.get(subtask).apply(updates.get(applied[subtask]++));
    }
  }

  /** A subtask that may lack a release decides nothing that time completes. */
  private void passTime() throws Exception {
    long slowest = Long.MAX_VALUE;
    for (int i = 0; i < read.length; i++) {
      if (read[i] < traffic.partition(i).size()) {
        slowest = Math.min(slowest, newest[i]);
      }
    }
    if (slowest == Long.MIN_VALUE || slowest == Long.MAX_VALUE) {
      return;
    }
    watermark = Math.max(watermark, slowest - SimulatedTraffic.OUT_OF_ORDERNESS.toMillis() - 1);
    int subtask = random.nextInt(subtasks.size());
    neededUntil[subtask] = Math.max(neededUntil[subtask], watermark);
    if (!mustCatchUp[subtask]) {
      broadcastNeeded(subtask);
    }
    subtasks.get(subtask).watermark(watermark);
  }

  private void restart() throws Exception {
    // Every subtask has heard of the same releases: their topics are read by one task.
    int known = Arrays.stream(applied).max().orElseThrow();
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (int subtask = 0; subtask < subtasks.size(); subtask++) {
      broadcastUntil(subtask, known);
      states.add(subtasks.get(subtask).snapshot());
    }
    collect();
    int parallelism = subtasks.size();
    close();
    restarts++;
    start(
        AbstractStreamOperatorTestHarness.repackageState(
            states.toArray(OperatorSubtaskState[]::new)),
        parallelism,
        1 + random.nextInt(3),
        known);
  }

  private void collect() {
    for (EvaluateHarness subtask : subtasks) {
      decisions.addAll(subtask.decisions());
      alerts.addAll(subtask.alerts());
      late += subtask.values(EvaluateTransactions.LATE).size();
    }
  }

  List<Decision> decisions() {
    return decisions;
  }

  List<Alert> alerts() {
    return alerts;
  }

  int late() {
    return late;
  }

  int restarts() {
    return restarts;
  }

  @Override
  public void close() {
    subtasks.forEach(EvaluateHarness::close);
  }
}
