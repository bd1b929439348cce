package io.harrier.local.commands;

import io.harrier.alerting.casework.PrecisionPeriods;
import io.harrier.alerting.casework.RulePrecision;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.local.health.RuleHealth;
import io.harrier.registry.Approval;
import io.harrier.registry.RegistryException;
import io.harrier.registry.Release;
import io.harrier.registry.RuleSwitch;
import io.harrier.registry.Succession;
import io.harrier.registry.audit.AuditRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that is known of one release.
 *
 * @param definition empty if this version cannot read its content
 * @param unreadable why something cannot be told: its content, or that of a release before it
 * @param health of its rules and sequences, by id; empty where it is not evaluated
 * @param periods the newest and the one before it; empty before the first alert
 * @param precisions of its rules and sequences, in these periods
 */
record ReleaseReport(
    Release release,
    Optional<ReleaseDefinition> definition,
    Optional<String> unreadable,
    EvaluatedReleases evaluated,
    List<RuleHealth> health,
    Optional<PrecisionPeriods> periods,
    List<RulePrecision> precisions,
    Optional<Succession> succession,
    List<Approval> approvals,
    List<RuleSwitch> switches,
    List<AuditRecord> history) {

  /** The newest and the one before it, for comparison. */
  private static final int PERIODS = 2;

  /**
   * @param own whether only the release's own alerts count for the precision of its rules
   */
  static ReleaseReport of(RegistryOptions options, String releaseId, boolean own) {
    Release release = options.registry().show(releaseId);
    Optional<ReleaseDefinition> definition = Optional.empty();
    Optional<Succession> succession = Optional.empty();
    Optional<String> unreadable = Optional.empty();
    try {
      definition = Optional.of(options.registry().definition(releaseId));
      succession = options.successions().of(releaseId);
    } catch (RegistryException e) {
      unreadable = Optional.of(e.getMessage());
    }
    Set<String> ids = definition.map(ReleaseDefinition::ruleIds).orElse(Set.of());
    Optional<String> ofRelease = own ? Optional.of(releaseId) : Optional.empty();
    // Where the past is replayed the clock is far ahead of the alerts.
    Optional<PrecisionPeriods> periods =
        options
            .precisions()
            .newestAlert(Optional.empty())
            .map(until -> new PrecisionPeriods(until, PrecisionPeriods.USUAL_LENGTH, PERIODS));
    EvaluatedReleases evaluated = EvaluatedReleases.ask(options.endpoints().flink());
    return new ReleaseReport(
        release,
        definition,
        unreadable,
        evaluated,
        definition.map(content -> evaluated.rules(release, content)).orElse(List.of()),
        periods,
        periods.map(found -> options.precisions().of(found, ofRelease)).orElse(List.of()).stream()
            .filter(rule -> ids.contains(rule.ruleId()))
            .toList(),
        succession,
        options.approvals().of(releaseId),
        options.switches().history(releaseId),
        options.audit().of(releaseId));
  }

  /** Of its sequences; they have open matches. */
  Set<String> sequenceIds() {
    return definition.stream()
        .flatMap(content -> content.patterns().stream())
        .map(PatternDefinition::id)
        .collect(Collectors.toSet());
  }
}
