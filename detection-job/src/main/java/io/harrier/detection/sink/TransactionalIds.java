package io.harrier.detection.sink;

import java.util.regex.Pattern;

/**
 * The names of the job's transactions in Kafka: {@code PREFIX-SINK-SUBTASK-NUMBER}. Sink and prefix
 * are ours; the connector appends the subtask that opened the first transaction of the name, and a
 * number that tells its transactions in flight apart.
 */
public final class TransactionalIds {
  /** The prefix where no other is given. */
  public static final String DEFAULT_PREFIX = "harrier-detection";

  static final String ALERTS = "alerts";
  static final String REJECTED = "rejected";
  static final String LATE = "late";

  private final String prefix;
  private final Pattern pattern;

  /**
   * @param prefix what the job is given as {@code --transactional-id-prefix}
   */
  public TransactionalIds(String prefix) {
    this.prefix = prefix;
    this.pattern =
        Pattern.compile(
            Pattern.quote(prefix)
                + "-("
                + String.join("|", ALERTS, REJECTED, LATE)
                + ")-\\d+-\\d+");
  }

  /** What the job is given. */
  public String prefix() {
    return prefix;
  }

  /** Whether a job with the prefix names transactions so. */
  public boolean contains(String transactionalId) {
    return pattern.matcher(transactionalId).matches();
  }

  /** The prefix for one sink, as the connector takes it. */
  String ofSink(String sink) {
    return prefix + '-' + sink;
  }
}
