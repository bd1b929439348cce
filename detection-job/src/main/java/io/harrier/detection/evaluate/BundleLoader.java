package io.harrier.detection.evaluate;

import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.ReleaseEvaluator;
import io.harrier.engine.evaluate.TransactionEvaluator;
import java.util.function.BooleanSupplier;

/** Loads bundles through the engine, and runs them until they are warm. */
public final class BundleLoader implements ReleaseLoader {
  private static final long serialVersionUID = 1L;

  @Override
  public Loaded load(byte[] bundle) throws InvalidBundleException {
    return new LoadedBundle(LoadedRelease.load(bundle));
  }

  private record LoadedBundle(LoadedRelease release) implements Loaded {
    @Override
    public TransactionEvaluator newEvaluator(String releaseId, EvaluationSettings settings) {
      return new ReleaseEvaluator(release, releaseId, settings);
    }

    @Override
    public TransactionEvaluator newShadow(String releaseId, EvaluationSettings settings) {
      return ReleaseEvaluator.shadow(release, releaseId, settings);
    }

    @Override
    public void warmUp(BooleanSupplier enough) {
      WarmUp.run(this, enough);
    }

    @Override
    public void close() {
      release.close();
    }
  }
}
