package io.harrier.model.topic;

/**
 * The Kafka topics, their names as downstream systems know them, and how they are laid out.
 *
 * <p>Every topic is keyed by user id, except {@link #ACTIVITY} (country, channel and currency),
 * {@link #QUARANTINED_RULES} (release id) and the reference topics (primary key of their table).
 */
public enum Topic {
  TRANSACTIONS("transactions", Layout.PARTITIONED),
  DECISIONS("decisions", Layout.PARTITIONED),
  ALERTS("alerts", Layout.PARTITIONED),
  SHADOW_ALERTS("alerts.shadow", Layout.PARTITIONED),
  REJECTED("transactions.rejected", Layout.PARTITIONED),
  LATE("transactions.late", Layout.PARTITIONED),
  ACTIVITY("activity", Layout.PARTITIONED),
  QUARANTINED_RULES("rules.quarantined", Layout.PARTITIONED),
  RISK_SCORES("reference.risk-scores", Layout.COMPACTED_SINGLE),
  RELEASES("reference.releases", Layout.COMPACTED_SINGLE),
  ENTITY_LISTS("reference.entity-lists", Layout.COMPACTED_SINGLE),
  TRUTH("simulator.truth", Layout.PARTITIONED);

  /** How a topic is partitioned and cleaned. */
  public enum Layout {
    /** As many partitions as configured; old records are deleted. */
    PARTITIONED,
    /** One partition; the newest record of a key is kept. */
    COMPACTED_SINGLE
  }

  private final String topicName;
  private final Layout layout;

  Topic(String topicName, Layout layout) {
    this.topicName = topicName;
    this.layout = layout;
  }

  /** The name in Kafka. */
  public String topicName() {
    return topicName;
  }

  public Layout layout() {
    return layout;
  }
}
