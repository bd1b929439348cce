package io.harrier.engine.evaluate;

import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.evaluate.Explanation.FeatureValue;
import io.harrier.engine.lists.ListLookup;
import io.harrier.engine.lists.ListedValues;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.rule.RuleTracer;
import io.harrier.engine.sequence.SequenceMatcher;
import io.harrier.engine.window.FeaturePlan;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides a transaction as {@link ReleaseEvaluator} does, and says why: what each condition came to
 * with the values of that moment. For one thread.
 */
public final class TransactionExplainer implements AutoCloseable {
  private final ReleaseDefinition release;
  private final ReleaseEvaluator evaluator;
  private final FeaturePlan features;
  private final RuleTracer tracer;
  private final SequenceMatcher sequences;

  /**
   * @param release outlives this explainer
   * @param releaseId {@code name@version}
   */
  public TransactionExplainer(
      LoadedRelease release, String releaseId, EvaluationSettings settings) {
    this.release = release.definition();
    this.evaluator = new ReleaseEvaluator(release, releaseId, settings);
    this.features =
        new FeaturePlan(
            this.release.features(),
            settings.maxEventsPerUser(),
            settings.deduplicationHorizon().toMillis(),
            settings.allowedLateness().toMillis());
    this.tracer = new RuleTracer(this.release);
    this.sequences = new SequenceMatcher(this.release.patterns(), settings.maxOpenMatchesPerUser());
  }

  /** Decides what came before the transaction to be explained. */
  public TransactionEvaluator evaluator() {
    return evaluator;
  }

  /**
   * Explains a transaction, and records it in the user's state as an evaluation does.
   *
   * @param state as it was before it
   * @param risk the user's score, or {@code null}
   * @param lists what is allowed, blocked and watched
   */
  public Explanation explain(
      UserState state, Transaction transaction, RiskScore risk, ListLookup lists) {
    Evaluation evaluation =
        evaluator.evaluate(state, transaction, risk, lists, transaction.eventTime());
    if (!(evaluation instanceof Evaluation.Decided)) {
      return new Explanation(
          evaluation,
          List.of(),
          List.of(),
          risk,
          sequences.openSequences(state.deciding().sequences()),
          true);
    }
    // It is part of the history by now, as it was when it was evaluated.
    FeatureValues values = new FeatureValues(release.features().size());
    features.evaluate(state.history(), transaction, values);
    ListedValues listed = new ListedValues();
    listed.set(lists, transaction);
    return new Explanation(
        evaluation,
        tracer.trace(transaction, values, risk, listed),
        named(values),
        risk,
        sequences.openSequences(state.deciding().sequences()),
        values.isWarm());
  }

  private List<FeatureValue> named(FeatureValues values) {
    List<FeatureValue> named = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      named.add(
          new FeatureValue(release.features().get(i).name(), values.get(i), values.errorBound(i)));
    }
    return named;
  }

  @Override
  public void close() {
    evaluator.close();
  }
}
