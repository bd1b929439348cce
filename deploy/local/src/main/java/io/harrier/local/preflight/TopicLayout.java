package io.harrier.local.preflight;

import java.util.Map;

/**
 * How a topic is laid out and configured.
 *
 * @param compacted whether the newest record of each key has to be kept for ever
 * @param replicas of its least replicated partition
 * @param config Kafka's names and values
 */
record TopicLayout(
    String name, boolean compacted, int partitions, int replicas, Map<String, String> config) {
  private static final long UNLIMITED = -1;

  TopicLayout {
    config = Map.copyOf(config);
  }

  String text(String setting) {
    return config.getOrDefault(setting, "");
  }

  /** A number, -1 where there is none. */
  long number(String setting) {
    String value = config.get(setting);
    return value == null ? UNLIMITED : Long.parseLong(value);
  }
}
