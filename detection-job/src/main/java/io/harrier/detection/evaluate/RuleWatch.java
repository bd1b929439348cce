package io.harrier.detection.evaluate;

import io.harrier.detection.EpochClock;
import io.harrier.model.QuarantinedRule;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what the rules of a release cost and raise in a subtask whenever something has been
 * measured: reports it, and switches off what is over its budget.
 */
final class RuleWatch {
  private static final Logger LOG = LoggerFactory.getLogger(RuleWatch.class);

  private final Quarantine quarantine;
  private final int subtask;
  private final EpochClock clock;

  RuleWatch(Quarantine quarantine, int subtask, EpochClock clock) {
    this.quarantine = quarantine;
    this.subtask = subtask;
    this.clock = clock;
  }

  /**
   * To be called when the release has been evaluated.
   *
   * @param metrics of the role that the release has
   * @return what has just been switched off; nearly always nothing
   */
  List<QuarantinedRule> onEvaluated(ScheduledRelease release, RuleMetrics metrics) {
    if (!release.takeMeasured()) {
      return List.of();
    }
    long now = clock.now();
    List<QuarantinedRule> rules = new ArrayList<>(0);
    for (RuleGuard.Overrun overrun : release.look(now)) {
      QuarantinedRule rule =
          new QuarantinedRule(
              release.releaseId(),
              overrun.ruleId(),
              overrun.reason(),
              overrun.detail(),
              overrun.measured(),
              overrun.limit(),
              subtask,
              now);
      quarantine.add(rule);
      rules.add(rule);
      LOG.error(
          "rule {} of release {} is switched off in this task: it {}. The rest of the release goes"
              + " on. Publish a release in which the rule is mended",
          rule.ruleId(),
          rule.releaseId(),
          rule.detail());
    }
    if (!rules.isEmpty()) {
      release.quarantine(quarantine.of(release.releaseId()));
    }
    metrics.update(release.evaluator(), quarantine.of(release.releaseId()));
    return rules;
  }
}
