package io.harrier.detection.evaluate;

import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.TransactionEvaluator;
import java.io.Serializable;

/** Turns a release's bundle into evaluators. */
@FunctionalInterface
public interface ReleaseLoader extends Serializable {

  /**
   * Loads a bundle and warms it up; takes up to a second.
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

    @Override
    void close();
  }
}
