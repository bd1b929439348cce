package io.harrier.detection;

import io.harrier.detection.commit.LostTransactions;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * How the job reaches Kafka, and how it writes.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param outputBootstrapServers the same of the Kafka that results are written to
 * @param clientProperties further properties of every client, such as those of security
 * @param groupId under which the offsets of the transactions are committed, for others to watch
 * @param transactionalIdPrefix of the transactional ids; no other job may use it, and it must stay
 *     the same from one start to the next
 * @param transactionTimeout how long a transaction may stay open; no longer than the broker allows
 * @param lostTransactions what happens when records that a checkpoint counts as written are lost
 * @param decisionLinger how long a decision may wait for company
 * @param maxRejectedBytes how many bytes of a rejected record are kept
 */
public record KafkaSettings(
    String bootstrapServers,
    String outputBootstrapServers,
    Map<String, String> clientProperties,
    String groupId,
    String transactionalIdPrefix,
    Duration transactionTimeout,
    LostTransactions lostTransactions,
    Duration decisionLinger,
    int maxRejectedBytes)
    implements Serializable {
  /** The consumer group where no other is given. */
  public static final String DEFAULT_GROUP_ID = "harrier-detection";

  public KafkaSettings {
    clientProperties = Map.copyOf(clientProperties);
    Settings.requireText(bootstrapServers, "--bootstrap-servers");
    Settings.requireText(outputBootstrapServers, "--output-bootstrap-servers");
    Settings.requireText(groupId, "--group-id");
    Settings.requireText(transactionalIdPrefix, "--transactional-id-prefix");
    Settings.requirePositive(transactionTimeout, "--transaction-timeout");
    Settings.requireNotNegative(decisionLinger, "--decision-linger");
    Settings.requirePositive(maxRejectedBytes, "--max-rejected-bytes");
  }

  /** What every client needs that reads. */
  public Properties input() {
    return client(bootstrapServers);
  }

  /** What every client needs that writes, or looks at what was written. */
  public Properties output() {
    return client(outputBootstrapServers);
  }

  private Properties client(String servers) {
    Properties properties = new Properties();
    properties.putAll(clientProperties);
    properties.setProperty("bootstrap.servers", servers);
    return properties;
  }
}
