package io.harrier.local.commands;

import io.harrier.registry.RuleSwitches;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which rule of which release is switched, by whom and why. */
final class RuleSwitchOptions {
  @Mixin private RegistryOptions options;

  @Parameters(paramLabel = "RELEASE", description = "name@version.")
  private String releaseId;

  @Parameters(index = "1", paramLabel = "RULE", description = "Its id, or that of a sequence.")
  private String ruleId;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit.")
  private String reason;

  @Mixin private ActorOption actor;

  RuleSwitches switches() {
    return options.switches();
  }

  String releaseId() {
    return releaseId;
  }

  String ruleId() {
    return ruleId;
  }

  Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  String actor() {
    return actor.name();
  }
}
