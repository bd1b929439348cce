package io.harrier.local.commands;

import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.local.health.EvaluationHealth;
import io.harrier.local.health.FlinkRest;
import io.harrier.local.health.RuleHealth;
import io.harrier.local.health.RuleHealth.Role;
import io.harrier.registry.Release;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the running job says of the releases that it evaluates, or why it says nothing.
 *
 * @param silence empty when it says something
 */
record EvaluatedReleases(Optional<EvaluationHealth> health, Optional<String> silence) {

  static EvaluatedReleases ask(String flink) {
    try {
      Optional<EvaluationHealth> health = EvaluationHealth.ask(new FlinkRest(flink));
      return new EvaluatedReleases(
          health,
          health.isPresent()
              ? Optional.empty()
              : Optional.of("the detection job does not run: ./harrier status says more"));
    } catch (IOException | IllegalArgumentException e) {
      return new EvaluatedReleases(
          Optional.empty(),
          Optional.of("Flink at %s does not answer: %s".formatted(flink, e.getMessage())));
    }
  }

  /** In which role the job evaluates a release; empty if it doesn't, or says nothing. */
  Optional<Role> role(Release release) {
    return switch (release.state()) {
      case LIVE ->
          health
              .filter(said -> said.inForce().contains(release.releaseId()))
              .map(said -> Role.LIVE);
      case CANARY -> health.map(said -> Role.CANARY);
      case SHADOW -> health.map(said -> Role.SHADOW);
      case DRAFT, VALIDATED, RETIRED -> Optional.empty();
    };
  }

  /** Why there is no health of a release that could have some; empty if there is, or never is. */
  Optional<String> whyNot(Release release) {
    return switch (release.state()) {
      case DRAFT, VALIDATED, RETIRED -> Optional.empty();
      case CANARY, SHADOW -> silence;
      case LIVE ->
          silence.or(
              () -> {
                Set<String> inForce = health.orElseThrow().inForce();
                return inForce.contains(release.releaseId())
                    ? Optional.empty()
                    : Optional.of(
                        inForce.isEmpty()
                            ? "nothing has been decided since the job was started"
                            : String.join(", ", inForce) + " decides what comes now");
              });
    };
  }

  /** Of the rules and sequences of a release, by id; empty without a role. */
  List<RuleHealth> rules(Release release, ReleaseDefinition definition) {
    return role(release)
        .map(role -> health.orElseThrow().of(role, definition.ruleIds()))
        .orElse(List.of());
  }
}
