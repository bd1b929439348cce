package io.harrier.local.commands;

import picocli.CommandLine.Option;

/** Who is at work. */
final class ActorOption {
  @Option(
      names = {"--actor", "--as"},
      paramLabel = "NAME",
      defaultValue = RegistryOptions.ACTOR,
      description = RegistryOptions.ACTOR_DESCRIPTION)
  private String name;

  String name() {
    return name;
  }
}
