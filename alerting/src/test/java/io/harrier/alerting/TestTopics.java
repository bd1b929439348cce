package io.harrier.alerting;

import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.json.AlertJson;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.topic.Topic;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the topics as the detection job does. */
public final class TestTopics implements AutoCloseable {
  private static final int PARTITIONS = 3;

  private final KafkaProducer<byte[], byte[]> producer;

  public TestTopics(KafkaServer kafka) {
    kafka.createTopics(
        new TopicSpec(Topic.ALERTS.topicName(), PARTITIONS),
        new TopicSpec(Topic.DECISIONS.topicName(), PARTITIONS));
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", kafka.bootstrapServers());
    properties.put("transactional.id", UUID.randomUUID().toString());
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
  }

  public void commit(AlertFixture... alerts) {
    commit(List.of(alerts));
  }

  public void commit(Collection<AlertFixture> alerts) {
    producer.beginTransaction();
    alerts.forEach(alert -> send(alert.alert()));
    producer.commitTransaction();
  }

  /** Written, flushed, and taken back. */
  public void abort(AlertFixture... alerts) {
    producer.beginTransaction();
    for (AlertFixture alert : alerts) {
      send(alert.alert());
    }
    producer.flush();
    producer.abortTransaction();
  }

  public void commitDecisions(Decision... decisions) {
    producer.beginTransaction();
    for (Decision decision : decisions) {
      send(Topic.DECISIONS, decision.userId(), DecisionJson.encode(decision));
    }
    producer.commitTransaction();
  }

  /** Commits what is no alert. */
  public void commitAlertBytes(String userId, byte[] value) {
    producer.beginTransaction();
    send(Topic.ALERTS, userId, value);
    producer.commitTransaction();
  }

  private void send(Alert alert) {
    send(Topic.ALERTS, alert.userId(), AlertJson.encode(alert));
  }

  private void send(Topic topic, String userId, byte[] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic.topicName(), userId.getBytes(StandardCharsets.UTF_8), value));
  }

  @Override
  public void close() {
    producer.close();
  }
}
