package io.harrier.engine.rule;

import io.harrier.engine.session.ClosedSession;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;

/** SKELETON: a reused Drools session over a release's rules; for one thread. */
public final class RuleSession implements AutoCloseable {

  /**
   * @param risk may be {@code null}: the user has no score
   */
  public RuleOutcome evaluate(Transaction transaction, FeatureValues features, RiskScore risk) {
    throw new UnsupportedOperationException("skeleton");
  }

  /**
   * @param risk may be {@code null}: the user has no score
   */
  public RuleOutcome evaluate(ClosedSession session, RiskScore risk) {
    throw new UnsupportedOperationException("skeleton");
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("skeleton");
  }
}
