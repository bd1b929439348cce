package io.harrier.local.commands;

import io.harrier.detection.sink.TransactionalIds;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.transactions.ForgottenEndSweep;
import io.harrier.local.transactions.TransactionSweep;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose transactions a command is about. */
final class TransactionOptions {
  @Mixin private DataOption data;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Another Kafka than that of the data directory.")
  private String kafka;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "Where the job runs, with --kafka: without it nothing is known to be orphaned.")
  private String flink;

  @Option(
      names = "--transactional-id-prefix",
      paramLabel = "PREFIX",
      defaultValue = TransactionalIds.DEFAULT_PREFIX,
      description = "What the job is given under the same name; ${DEFAULT-VALUE} where omitted.")
  private String prefix;

  @Option(
      names = "--margin",
      paramLabel = "DURATION",
      defaultValue = "1m",
      converter = DurationConverter.class,
      description =
          "How far the clocks of brokers and JobManager may be apart; ${DEFAULT-VALUE} where"
              + " omitted.")
  private Duration margin;

  /** Of the transactions that nobody ends. */
  TransactionSweep orphans() {
    if (kafka != null) {
      return new TransactionSweep(kafka, Optional.ofNullable(flink), ids(), margin);
    }
    Endpoints endpoints = Endpoints.require(data.directory());
    return new TransactionSweep(
        endpoints.kafka(), Optional.of(flink == null ? endpoints.flink() : flink), ids(), margin);
  }

  /** Of those that are ended, which a partition was not told. */
  ForgottenEndSweep forgotten() {
    return new ForgottenEndSweep(
        kafka == null ? Endpoints.require(data.directory()).kafka() : kafka, ids());
  }

  private TransactionalIds ids() {
    return new TransactionalIds(prefix);
  }
}
