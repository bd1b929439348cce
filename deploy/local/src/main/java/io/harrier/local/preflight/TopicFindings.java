package io.harrier.local.preflight;

import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the layout of a topic would lose later. */
final class TopicFindings {
  private static final int COPIES = 3;

  private final TopicLayout topic;
  private final String check;
  private final List<Finding> findings = new ArrayList<>();

  private TopicFindings(TopicLayout topic) {
    this.topic = topic;
    this.check = "kafka topic " + topic.name();
  }

  /**
   * @param brokers how many could have a copy
   * @param longestPause how long a job may be away and go on from its snapshot
   * @return that it is sound, or what is wrong with it
   */
  static List<Finding> of(TopicLayout topic, int brokers, Duration longestPause) {
    TopicFindings findings = new TopicFindings(topic);
    if (topic.compacted()) {
      findings.compaction(longestPause);
    } else {
      findings.retention(longestPause);
    }
    findings.replication(brokers);
    return findings.orSound();
  }

  /** Of a topic of Kafka's own, which only has to be replicated. */
  static List<Finding> ofInternal(TopicLayout topic, int brokers) {
    TopicFindings findings = new TopicFindings(topic);
    findings.replication(brokers);
    return findings.orSound();
  }

  private void compaction(Duration longestPause) {
    if (topic.partitions() != 1) {
      problem(topic.partitions() + " partitions: its order would be lost; recreate it with one");
    }
    if (!topic.text("cleanup.policy").equals("compact")) {
      problem(
          "cleanup.policy is %s: old reference data would be deleted; set it to compact"
              .formatted(topic.text("cleanup.policy")));
    }
    long deletions = topic.number("delete.retention.ms");
    if (deletions < longestPause.toMillis()) {
      warning(
          "delete.retention.ms is %d: a job that was away for longer goes on with rows that have been deleted; set it to %d"
              .formatted(deletions, longestPause.toMillis()));
    }
  }

  private void retention(Duration longestPause) {
    if (topic.text("cleanup.policy").contains("compact")) {
      problem(
          "cleanup.policy is %s: of each key only the newest record would stay; set it to delete"
              .formatted(topic.text("cleanup.policy")));
    }
    boolean ledger = topic.name().equals(Topic.ALERTS.topicName());
    if (!ledger && !topic.name().equals(Topic.TRANSACTIONS.topicName())) {
      return;
    }
    long kept = topic.number("retention.ms");
    if (kept >= 0 && kept < longestPause.toMillis()) {
      problem(
          "retention.ms is %d: a job that was away for less than its transaction timeout of %d finds records gone that it has not read; raise it"
              .formatted(kept, longestPause.toMillis()));
    } else if (ledger && kept >= 0) {
      warning(
          "retention.ms is %d: older alerts cannot be reconciled with PostgreSQL; set it to -1"
              .formatted(kept));
    }
    if (topic.number("retention.bytes") >= 0) {
      warning(
          "retention.bytes is %d for a partition: a burst deletes what has not been read; set it to -1, and bound it by retention.ms"
              .formatted(topic.number("retention.bytes")));
    }
  }

  private void replication(int brokers) {
    int replicas = topic.replicas();
    long needed = topic.number("min.insync.replicas");
    if (replicas == 1 && brokers > 1) {
      problem(
          "has one copy: it is gone with its broker's disk; raise it to %d with kafka-reassign-partitions.sh"
              .formatted(Math.min(COPIES, brokers)));
    }
    if (needed > replicas) {
      problem(
          "min.insync.replicas is %d of %d copies: nothing can be written; lower it"
              .formatted(needed, replicas));
    } else if (replicas > 1 && needed < 2) {
      problem(
          "min.insync.replicas is %d of %d copies: what one broker has acknowledged is gone with it; set it to 2"
              .formatted(needed, replicas));
    } else if (replicas > 1 && needed == replicas) {
      warning(
          "min.insync.replicas is all %d copies: nothing can be written while one broker is away; have %d copies"
              .formatted(replicas, COPIES));
    }
    if (topic.text("unclean.leader.election.enable").equals("true")) {
      problem(
          "unclean.leader.election.enable is true: a broker that lacks committed records may lead; set it to false");
    }
  }

  private List<Finding> orSound() {
    return findings.isEmpty() ? List.of(Finding.ok(check, describe())) : List.copyOf(findings);
  }

  private String describe() {
    return "%s, %d %s, %d %s"
        .formatted(
            topic.text("cleanup.policy").equals("compact") ? "compacted" : "kept",
            topic.partitions(),
            topic.partitions() == 1 ? "partition" : "partitions",
            topic.replicas(),
            topic.replicas() == 1 ? "copy" : "copies");
  }

  private void problem(String detail) {
    findings.add(Finding.problem(check, detail));
  }

  private void warning(String detail) {
    findings.add(Finding.warning(check, detail));
  }
}
