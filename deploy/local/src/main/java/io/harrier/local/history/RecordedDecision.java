package io.harrier.local.history;

import io.harrier.backtest.input.HistoryRecord;
import io.harrier.model.Decision;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the topic {@code decisions} says of a transaction. */
public final class RecordedDecision {
  private static final int BATCH = 4_096;

  private RecordedDecision() {}

  /** The decision that was recorded last: after a crash one may be recorded twice. */
  public static Optional<Decision> find(String bootstrapServers, String transactionId) {
    TopicRange all =
        new TopicRange(
            Topic.DECISIONS.topicName() + "@..",
            Topic.DECISIONS.topicName(),
            new TopicRange.Open(),
            new TopicRange.Open());
    Optional<Decision> found = Optional.empty();
    try (TopicInput input = TopicInput.open(bootstrapServers, all)) {
      List<HistoryRecord> batch = new ArrayList<>(BATCH);
      do {
        batch.clear();
        input.read(batch, BATCH);
        for (HistoryRecord record : batch) {
          if (record.value() != null
              && new String(record.value(), StandardCharsets.UTF_8).contains(transactionId)) {
            Decision decision = DecisionJson.decode(record.value());
            if (decision.transactionId().equals(transactionId)) {
              found = Optional.of(decision);
            }
          }
        }
      } while (!batch.isEmpty());
    }
    return found;
  }
}
