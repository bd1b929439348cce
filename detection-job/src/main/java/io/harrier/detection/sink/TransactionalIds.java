package io.harrier.detection.sink;

import io.harrier.model.topic.Topic;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of the job's transactions in Kafka: {@code PREFIX-SINK-SUBTASK-NUMBER}. Sink and prefix
 * are ours; the connector appends the subtask that opened the first transaction of the name, and a
 * number that tells its transactions in flight apart.
 */
public final class TransactionalIds {
  /** The prefix where no other is given. */
  public static final String DEFAULT_PREFIX = "harrier-detection";

  /** What a sink is called in the ids, by the topic that it writes to. */
  private static final Map<Topic, String> SINKS =
      Collections.unmodifiableMap(
          new EnumMap<>(
              Map.of(Topic.ALERTS, "alerts", Topic.REJECTED, "rejected", Topic.LATE, "late")));

  private final String prefix;
  private final Pattern pattern;

  /**
   * @param prefix what the job is given as {@code --transactional-id-prefix}
   */
  public TransactionalIds(String prefix) {
    this.prefix = prefix;
    this.pattern =
        Pattern.compile(
            Pattern.quote(prefix) + "-(" + String.join("|", SINKS.values()) + ")-\\d+-\\d+");
  }

  /** What the job writes to in transactions, under whatever prefix. */
  public static Set<Topic> topics() {
    return SINKS.keySet();
  }

  /** What the job is given. */
  public String prefix() {
    return prefix;
  }

  /** Whether a job with the prefix names transactions so. */
  public boolean contains(String transactionalId) {
    return pattern.matcher(transactionalId).matches();
  }

  /** The prefix for the sink of one of the topics, as the connector takes it. */
  String ofSink(Topic topic) {
    return prefix + '-' + SINKS.get(topic);
  }
}
