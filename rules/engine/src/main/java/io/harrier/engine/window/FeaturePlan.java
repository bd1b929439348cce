package io.harrier.engine.window;

import io.harrier.engine.release.FeatureDefinition;
import io.harrier.model.Transaction;
import java.util.List;

/** SKELETON: a release's features, prepared for evaluation against histories. */
public final class FeaturePlan {

  /**
   * @param maxEventsPerUser how many transactions are kept exactly; older ones go to tiles
   * @param deduplicationHorizon how long a transaction id is remembered at least, milliseconds of
   *     event time, within {@code maxEventsPerUser}
   */
  public FeaturePlan(
      List<FeatureDefinition> features, int maxEventsPerUser, long deduplicationHorizon) {
    throw new UnsupportedOperationException("skeleton");
  }

  public List<FeatureDefinition> features() {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Computes every feature as of a transaction that has just been added to the history. */
  public void evaluate(EventHistory history, Transaction current, FeatureValues into) {
    throw new UnsupportedOperationException("skeleton");
  }
}
