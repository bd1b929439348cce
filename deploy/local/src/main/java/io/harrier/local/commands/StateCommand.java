package io.harrier.local.commands;

import picocli.CommandLine.Command;

/** What the detection job remembers. */
@Command(
    name = "state",
    description = "Shows what the detection job remembers.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = StateShowCommand.class)
final class StateCommand {}
