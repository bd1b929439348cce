package io.harrier.alerting;

import io.harrier.alerting.cases.CaseChange;
import io.harrier.alerting.cases.StoredAlert;
import io.harrier.alerting.intake.AlertReader;
import io.harrier.alerting.intake.ReceivedAlert;
import io.harrier.alerting.notification.CaseNotice;
import io.harrier.alerting.notification.WebhookSink;
import io.harrier.alerting.postgres.AlertStatement;
import io.harrier.alerting.postgres.CaseStatement;
import io.harrier.alerting.postgres.PostgresSink;
import io.harrier.alerting.standing.CaseStanding;
import io.harrier.alerting.standing.DecisionReader;
import io.harrier.alerting.standing.DecisionStanding;
import io.harrier.alerting.standing.StandingSink;
import io.harrier.model.topic.Topic;
import java.time.Clock;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;

/** Where the job reads and writes. */
public record AlertingEndpoints(
    Source<ReceivedAlert, ?, ?> alerts,
    Source<DecisionStanding, ?, ?> decisions,
    Sink<StoredAlert> storedAlerts,
    Sink<CaseChange> cases,
    Sink<CaseStanding> caseStandings,
    Sink<DecisionStanding> decisionStandings,
    Optional<Sink<CaseNotice>> notices) {

  /** Kafka, PostgreSQL, Redis and the webhook, as the settings name them. */
  public static AlertingEndpoints of(AlertingSettings settings) {
    Clock clock = Clock.systemUTC();
    return new AlertingEndpoints(
        alerts(settings.kafka()),
        decisions(settings.kafka()),
        new PostgresSink<>(settings.postgres(), new AlertStatement(clock)),
        new PostgresSink<>(settings.postgres(), new CaseStatement()),
        new StandingSink<>(settings.standing()),
        new StandingSink<>(settings.standing()),
        settings.webhook().map(webhook -> new WebhookSink(webhook, clock)));
  }

  private static KafkaSource<ReceivedAlert> alerts(KafkaSettings kafka) {
    return source(kafka, Topic.ALERTS, new AlertReader())
        // What a transaction of the detection job has not committed does not exist.
        .setProperty("isolation.level", "read_committed")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .build();
  }

  private static KafkaSource<DecisionStanding> decisions(KafkaSettings kafka) {
    return source(kafka, Topic.DECISIONS, new DecisionReader())
        .setStartingOffsets(
            switch (kafka.decisionsFrom()) {
              case EARLIEST -> OffsetsInitializer.earliest();
              case LATEST -> OffsetsInitializer.latest();
            })
        .build();
  }

  private static <T> KafkaSourceBuilder<T> source(
      KafkaSettings kafka, Topic topic, KafkaRecordDeserializationSchema<T> reader) {
    KafkaSourceBuilder<T> builder = KafkaSource.builder();
    kafka.properties().forEach(builder::setProperty);
    return builder
        .setBootstrapServers(kafka.bootstrapServers())
        .setGroupId(kafka.group())
        .setClientIdPrefix(kafka.group() + "-" + topic.topicName())
        .setTopics(topic.topicName())
        .setDeserializer(reader);
  }
}
