package io.harrier.servers;

import java.util.Map;

/**
 * A topic to create.
 *
 * @param config Kafka's names and values of topic settings, such as {@code cleanup.policy}
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {

  public TopicSpec {
    config = Map.copyOf(config);
  }

  /** A topic with the broker's settings. */
  public TopicSpec(String name, int partitions) {
    this(name, partitions, Map.of());
  }
}
