package io.harrier.local.platform;

import io.harrier.model.topic.Topic;
import io.harrier.servers.TopicSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How the topics are laid out on one machine. */
public final class Topics {

  /** So that a record which is too large to be a transaction is refused by reason, not by Kafka. */
  private static final String LARGEST_RECORD_BYTES = Integer.toString(16 << 20);

  /** As long as a job may be away and go on: longer than that, it would miss a deletion. */
  private static final String DELETIONS_KEPT = Long.toString(Jobs.transactionTimeout().toMillis());

  private Topics() {}

  /** All topics of the contract. */
  public static List<TopicSpec> all(int partitions) {
    return Arrays.stream(Topic.values()).map(topic -> specify(topic, partitions)).toList();
  }

  private static TopicSpec specify(Topic topic, int partitions) {
    return switch (topic.layout()) {
      case PARTITIONED -> new TopicSpec(topic.topicName(), partitions, retention(topic));
      case COMPACTED_SINGLE ->
          new TopicSpec(
              topic.topicName(),
              1,
              Map.of(
                  "cleanup.policy",
                  "compact",
                  "delete.retention.ms",
                  DELETIONS_KEPT,
                  "max.message.bytes",
                  LARGEST_RECORD_BYTES));
    };
  }

  private static Map<String, String> retention(Topic topic) {
    return topic == Topic.ALERTS
        // The ledger: Postgres is checked against it.
        ? Map.of("retention.ms", "-1", "max.message.bytes", LARGEST_RECORD_BYTES)
        : Map.of("max.message.bytes", LARGEST_RECORD_BYTES);
  }
}
