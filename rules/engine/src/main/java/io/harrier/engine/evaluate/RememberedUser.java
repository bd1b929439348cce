package io.harrier.engine.evaluate;

import io.harrier.engine.evaluate.Explanation.FeatureValue;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.sequence.OpenSequence;
import io.harrier.engine.sequence.SequenceMatcher;
import io.harrier.engine.session.ClosedSession;
import io.harrier.engine.window.FeaturePlan;
import io.harrier.engine.window.FeatureValues;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of a user, as a release sees it.
 *
 * @param newestEventTime event time of the user's newest transaction, epoch milliseconds, or {@code
 *     Long.MIN_VALUE} without any
 * @param transactions how many are remembered exactly
 * @param features their values as of the newest transaction; empty without any
 * @param sessions those that are open, as they would end now
 * @param sequences those that have begun
 */
public record RememberedUser(
    long newestEventTime,
    int transactions,
    List<FeatureValue> features,
    List<ClosedSession> sessions,
    List<OpenSequence> sequences) {

  public RememberedUser {
    features = List.copyOf(features);
    sessions = List.copyOf(sessions);
    sequences = List.copyOf(sequences);
  }

  /**
   * Looks at a user's state, and does not change it.
   *
   * @param release whose features and sequences are meant
   */
  public static RememberedUser of(
      String userId, UserState state, ReleaseDefinition release, EvaluationSettings settings) {
    SequenceMatcher matcher =
        new SequenceMatcher(release.patterns(), settings.maxOpenMatchesPerUser());
    return new RememberedUser(
        state.history().newestEventTime(),
        state.history().size(),
        features(userId, state, release, settings),
        state.deciding().sessions().copy().close(Long.MAX_VALUE, release.sessionGap()),
        matcher.openSequences(state.deciding().sequences()));
  }

  private static List<FeatureValue> features(
      String userId, UserState state, ReleaseDefinition release, EvaluationSettings settings) {
    if (state.history().size() == 0) {
      return List.of();
    }
    FeaturePlan plan =
        new FeaturePlan(
            release.features(),
            settings.maxEventsPerUser(),
            settings.deduplicationHorizon().toMillis(),
            settings.allowedLateness().toMillis());
    FeatureValues values = new FeatureValues(release.features().size());
    plan.evaluateNewest(state.history(), userId, values);
    List<FeatureValue> named = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      named.add(
          new FeatureValue(release.features().get(i).name(), values.get(i), values.errorBound(i)));
    }
    return named;
  }
}
