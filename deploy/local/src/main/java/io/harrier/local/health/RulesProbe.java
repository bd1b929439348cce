package io.harrier.local.health;

import io.harrier.local.health.RuleHealth.Role;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the running job has switched off rules by itself. */
final class RulesProbe {
  static final String NAME = "rules";

  private RulesProbe() {}

  static PartHealth ask(String url) throws IOException {
    List<RuleHealth> live =
        EvaluationHealth.ask(new FlinkRest(url))
            .map(health -> health.rules().getOrDefault(Role.LIVE, List.of()))
            .orElse(List.of());
    String quarantined =
        live.stream()
            .filter(rule -> rule.quarantinedIn() > 0)
            .map(rule -> "%s (in %d tasks)".formatted(rule.ruleId(), rule.quarantinedIn()))
            .collect(Collectors.joining(", "));
    if (!quarantined.isEmpty()) {
      // The rest of the release goes on: transactions are decided.
      return PartHealth.ready(NAME, "QUARANTINED: " + quarantined)
          .withWarnings(
              List.of(
                  "what is quarantined is not evaluated: why is on the topic rules.quarantined"));
    }
    return PartHealth.ready(
        NAME, live.isEmpty() ? "no figures yet" : live.size() + " evaluated, none quarantined");
  }
}
