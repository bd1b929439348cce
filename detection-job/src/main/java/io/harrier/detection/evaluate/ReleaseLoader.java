package io.harrier.detection.evaluate;

import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.TransactionEvaluator;
import java.io.Serializable;
import java.util.function.BooleanSupplier;

/** Turns a release's bundle into evaluators. */
@FunctionalInterface
public interface ReleaseLoader extends Serializable {

  /**
   * Loads a bundle; takes some hundred milliseconds.
   *
   * @throws InvalidBundleException if it cannot be loaded
   */
  Loaded load(byte[] bundle) throws InvalidBundleException;

  /** A loaded bundle, shared by threads. Closing it closes no evaluator. */
  interface Loaded extends AutoCloseable {

    /** An evaluator for one thread. */
    TransactionEvaluator newEvaluator(String releaseId, EvaluationSettings settings);

    /** An evaluator for one thread that looks on while another one decides. */
    TransactionEvaluator newShadow(String releaseId, EvaluationSettings settings);

    /**
     * Runs it until no payment waits for cold code any more, or until that is enough; for a moment
     * at most. Where there is nothing to warm up, it does nothing.
     *
     * @param enough asked all the time
     */
    default void warmUp(BooleanSupplier enough) {}

    @Override
    void close();
  }
}
