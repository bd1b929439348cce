package io.harrier.detection.evaluate;

import io.harrier.engine.evaluate.EvaluationSettings;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;

/**
 * What the operator that evaluates is told.
 *
 * @param evaluation what the engine is told
 * @param userCacheBytes about how much memory of a subtask the users seen last may take, or {@link
 *     #BY_HEAP}
 * @param stateRetention how long after a user's newest transaction the user is remembered, in event
 *     time
 * @param maxHeld how many transactions a subtask holds until it is ready
 * @param keptReleases of how many releases that are active already the bundles are kept
 * @param referenceQuiet see {@link ReadinessGate}
 * @param ruleBudget beyond which a task switches a rule off
 */
public record OperatorSettings(
    EvaluationSettings evaluation,
    long userCacheBytes,
    Duration stateRetention,
    int maxHeld,
    int keptReleases,
    Duration referenceQuiet,
    RuleBudget ruleBudget)
    implements Serializable {

  /** The share of a subtask in a quarter of the heap of its TaskManager. */
  public static final long BY_HEAP = 0;

  private static final int SHARE_OF_HEAP = 4;

  /**
   * About how much memory of a subtask the users seen last may take.
   *
   * @param context of the task, which alone knows of how many its heap is
   */
  long userCacheBytes(RuntimeContext context) {
    if (userCacheBytes != BY_HEAP) {
      return userCacheBytes;
    }
    Configuration taskManager =
        ((StreamingRuntimeContext) context).getTaskManagerRuntimeInfo().getConfiguration();
    return Runtime.getRuntime().maxMemory()
        / SHARE_OF_HEAP
        / taskManager.get(TaskManagerOptions.NUM_TASK_SLOTS);
  }
}
