package io.harrier.detection.evaluate;

import io.harrier.engine.evaluate.EvaluationSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * What the operator that evaluates is told.
 *
 * @param evaluation what the engine is told
 * @param userCacheBytes about how much memory of a subtask the users seen last may take
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
    implements Serializable {}
