package io.harrier.detection.evaluate;

import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.engine.rule.CostSamples;
import io.harrier.engine.rule.RuleProfile;
import io.harrier.model.QuarantinedRule.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches what the rules of one release cost and raise in one subtask. A rule is over its budget
 * when several periods in a row say so, each with as many samples as a median is made of.
 */
final class RuleGuard {
  /** Of fewer evaluations a share says little. */
  static final long MIN_EVALUATIONS = 1_000;

  /**
   * A rule that is to be switched off.
   *
   * @param measured in the unit of the limit
   */
  record Overrun(String ruleId, Reason reason, String detail, long measured, long limit) {}

  private static final int PER_THOUSAND = 1_000;

  private final RuleBudget budget;
  private final Map<String, Watched> rules = new HashMap<>();
  private final Set<String> reported = new HashSet<>();

  RuleGuard(RuleBudget budget) {
    this.budget = budget;
  }

  /**
   * Looks at what has been measured since it last looked.
   *
   * @param now epoch milliseconds
   * @return what is over its budget, each once until {@link #forget}
   */
  List<Overrun> look(TransactionEvaluator evaluator, long now) {
    List<Overrun> overruns = new ArrayList<>(0);
    evaluator
        .ruleFailures()
        .forEach(
            (ruleId, failure) ->
                report(
                    new Overrun(ruleId, Reason.FAILURE, "fails with " + failure, 0, 0), overruns));
    Set<String> sequences = evaluator.openMatches().keySet();
    for (RuleProfile profile : evaluator.ruleProfiles()) {
      Watched rule = rules.computeIfAbsent(profile.ruleId(), id -> new Watched(now));
      long limit =
          budget.cost().toNanos()
              * (sequences.contains(profile.ruleId()) ? RuleBudget.SEQUENCE_FACTOR : 1);
      if (rule.isDear(profile, limit, now)) {
        report(dear(profile, limit), overruns);
      }
      boolean counts = profile.raisesAlerts() && !sequences.contains(profile.ruleId());
      if (counts && rule.isLoud(profile, now)) {
        report(loud(profile, rule), overruns);
      }
    }
    return overruns;
  }

  /** A rule that is on again is watched anew. */
  void forget(String ruleId) {
    rules.remove(ruleId);
    reported.remove(ruleId);
  }

  private void report(Overrun overrun, List<Overrun> into) {
    if (reported.add(overrun.ruleId())) {
      into.add(overrun);
    }
  }

  private static Overrun dear(RuleProfile profile, long limit) {
    return new Overrun(
        profile.ruleId(),
        Reason.COST,
        "takes %d ns an evaluation, its budget is %d ns".formatted(profile.medianNanos(), limit),
        profile.medianNanos(),
        limit);
  }

  private Overrun loud(RuleProfile profile, Watched rule) {
    long limit = Math.round(budget.alertShare() * PER_THOUSAND);
    return new Overrun(
        profile.ruleId(),
        Reason.ALERTS,
        "raised alerts on %d of 1000 evaluations, its budget is %d of 1000"
            .formatted(rule.alertsPerThousand, limit),
        rule.alertsPerThousand,
        limit);
  }

  /** What was known of a rule when its periods began, and how many in a row were over a limit. */
  private final class Watched {
    private long costSince;
    private long samples;
    private int dearPeriods;

    private long alertsSince;
    private long evaluations;
    private long matches;
    private long alertsPerThousand;
    private int loudPeriods;

    Watched(long now) {
      costSince = now;
      alertsSince = now;
    }

    boolean isDear(RuleProfile profile, long limit, long now) {
      if (limit == 0
          || now - costSince < budget.period().toMillis()
          || profile.samples() - samples < CostSamples.KEPT) {
        return false;
      }
      dearPeriods = profile.medianNanos() > limit ? dearPeriods + 1 : 0;
      costSince = now;
      samples = profile.samples();
      return dearPeriods >= budget.periods();
    }

    boolean isLoud(RuleProfile profile, long now) {
      long evaluated = profile.evaluations() - evaluations;
      if (budget.alertShare() >= 1
          || now - alertsSince < budget.period().toMillis()
          || evaluated < MIN_EVALUATIONS) {
        return false;
      }
      alertsPerThousand = (profile.matches() - matches) * PER_THOUSAND / evaluated;
      loudPeriods = alertsPerThousand > budget.alertShare() * PER_THOUSAND ? loudPeriods + 1 : 0;
      alertsSince = now;
      evaluations = profile.evaluations();
      matches = profile.matches();
      return loudPeriods >= budget.periods();
    }
  }
}
