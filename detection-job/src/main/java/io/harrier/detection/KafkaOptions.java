package io.harrier.detection;

import io.harrier.detection.commit.LostTransactions;
import io.harrier.detection.sink.TransactionalIds;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of the job that are about Kafka. */
final class KafkaOptions {

  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT,...",
      description = "Where Kafka is.")
  private String bootstrapServers;

  @Option(
      names = "--output-bootstrap-servers",
      paramLabel = "HOST:PORT,...",
      description =
          "Where the Kafka is that results are written to, if it is another one. What a snapshot"
              + " holds pending belongs to the one that was written to when it was taken.")
  private String outputBootstrapServers;

  @Option(
      names = "--kafka-property",
      paramLabel = "NAME=VALUE",
      description = "A property of every Kafka client, such as those of security; repeatable.")
  private Map<String, String> clientProperties = new LinkedHashMap<>();

  @Option(
      names = "--group-id",
      defaultValue = KafkaSettings.DEFAULT_GROUP_ID,
      description =
          "Consumer group under which offsets are committed for others to watch; where the job"
              + " starts that has no checkpoint.")
  private String groupId;

  @Option(
      names = "--transactional-id-prefix",
      defaultValue = TransactionalIds.DEFAULT_PREFIX,
      description =
          "Prefix of the transactional ids. No other job may use it; it stays the same from one"
              + " start to the next.")
  private String transactionalIdPrefix;

  @Option(
      names = "--transaction-timeout",
      defaultValue = "10min",
      description =
          "How long a Kafka transaction may stay open: longer than the job is ever down, no longer"
              + " than the broker's transaction.max.timeout.ms.")
  private Duration transactionTimeout;

  @Option(
      names = "--lost-transactions",
      defaultValue = "STOP",
      description =
          "What happens when records that a checkpoint counts as written are lost:"
              + " ${COMPLETION-CANDIDATES}.")
  private LostTransactions lostTransactions;

  @Option(
      names = "--decision-linger",
      defaultValue = "5ms",
      description = "How long a decision may wait for others to be sent with.")
  private Duration decisionLinger;

  @Option(
      names = "--max-rejected-bytes",
      defaultValue = "16000000",
      description =
          "How many bytes of a rejected record are kept; less than the largest message the topic"
              + " transactions.rejected takes.")
  private int maxRejectedBytes;

  KafkaSettings toSettings() {
    return new KafkaSettings(
        bootstrapServers,
        outputBootstrapServers == null ? bootstrapServers : outputBootstrapServers,
        clientProperties,
        groupId,
        transactionalIdPrefix,
        transactionTimeout,
        lostTransactions,
        decisionLinger,
        maxRejectedBytes);
  }
}
