package io.harrier.alerting;

import java.util.Map;

/**
 * Where the topics are, and how they are read.
 *
 * @param bootstrapServers {@code host:port,...}
 * @param group the consumer group under which progress is published; checkpoints decide where the
 *     job resumes
 * @param properties more properties of the consumers, such as those for TLS and SASL
 * @param decisionsFrom where a job without a checkpoint starts to read decisions
 */
public record KafkaSettings(
    String bootstrapServers,
    String group,
    Map<String, String> properties,
    StartFrom decisionsFrom) {
  /** The consumer group where no other is given. */
  public static final String DEFAULT_GROUP = "harrier-alerting";

  /** Where reading starts. */
  public enum StartFrom {
    /** At the oldest record that Kafka still has. */
    EARLIEST,
    /** At the records that arrive from now on. */
    LATEST
  }

  public KafkaSettings {
    properties = Map.copyOf(properties);
  }

  @Override
  public String toString() {
    return "KafkaSettings[bootstrapServers=%s, group=%s, decisionsFrom=%s]"
        .formatted(bootstrapServers, group, decisionsFrom);
  }
}
