package io.harrier.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.RejectReason;
import io.harrier.model.json.AlertJson;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.topic.RejectedHeaders;
import io.harrier.model.topic.Topic;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads every output topic into the tally. */
final class DemoFeeds implements AutoCloseable {
  private final List<TopicFeed> feeds = new ArrayList<>();

  DemoFeeds(String kafka, DemoTally tally, Interventions interventions) {
    InstantSource clock = InstantSource.system();
    feeds.add(
        TopicFeed.start(
            kafka,
            Topic.DECISIONS,
            record -> {
              Decision decision = DecisionJson.decode(record.value());
              tally.decision(decision, clock.millis());
              interventions.decided(decision);
            }));
    feeds.add(
        TopicFeed.start(
            kafka,
            Topic.ALERTS,
            record -> {
              Alert alert = AlertJson.decode(record.value());
              tally.alert(alert, clock.millis(), !interventions.provoked(alert));
              interventions.alerted(alert);
            }));
    feeds.add(TopicFeed.start(kafka, Topic.REJECTED, record -> tally.rejected(reason(record))));
    feeds.add(TopicFeed.start(kafka, Topic.LATE, record -> tally.late()));
  }

  private static RejectReason reason(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(RejectedHeaders.REASON);
    return RejectReason.valueOf(new String(header.value(), UTF_8));
  }

  @Override
  public void close() {
    feeds.forEach(TopicFeed::close);
  }
}
