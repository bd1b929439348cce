package io.harrier.local.health;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the running job has switched off rules by itself. */
final class RulesProbe {
  static final String NAME = "rules";

  private RulesProbe() {}

  static PartHealth ask(String url) throws IOException {
    FlinkRest flink = new FlinkRest(url);
    List<RuleHealth> live = RuleHealth.ask(flink, RuleHealth.Role.LIVE);
    String quarantined =
        live.stream()
            .filter(rule -> rule.quarantinedIn() > 0)
            .map(rule -> "%s (in %d tasks)".formatted(rule.ruleId(), rule.quarantinedIn()))
            .collect(Collectors.joining(", "));
    if (!quarantined.isEmpty()) {
      // The rest of the release goes on: transactions are decided.
      return PartHealth.ready(
          NAME, "QUARANTINED: " + quarantined + "; why is on the topic rules.quarantined");
    }
    return PartHealth.ready(
        NAME, live.isEmpty() ? "no figures yet" : live.size() + " evaluated, none quarantined");
  }
}
