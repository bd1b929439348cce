package io.harrier.local.commands;

import picocli.CommandLine.Command;

/** Transactions in Kafka that hold back readers. */
@Command(
    name = "transactions",
    description = "Shows and sweeps the detection job's open transactions in Kafka.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TransactionsListCommand.class, TransactionsSweepCommand.class})
final class TransactionsCommand {}
