package io.harrier.detection.source;

import io.harrier.model.topic.Topic;

/** The tables that reach the job through a compacted topic; constants are only appended. */
public enum ReferenceTable {
  RISK_SCORES(Topic.RISK_SCORES),
  RELEASES(Topic.RELEASES),
  ENTITY_LISTS(Topic.ENTITY_LISTS);

  private final Topic topic;

  ReferenceTable(Topic topic) {
    this.topic = topic;
  }

  /** Where its rows are published. */
  public Topic topic() {
    return topic;
  }
}
