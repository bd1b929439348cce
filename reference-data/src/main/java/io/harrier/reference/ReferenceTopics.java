package io.harrier.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.harrier.model.SnapshotMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The compacted topics: creates them, and reads what they hold. */
final class ReferenceTopics {
  /** Header of a snapshot mark: the database that the topic's content comes from. */
  static final String DATABASE_HEADER = "database";

  /** Of the largest record; a release's bundle, as Base64, has to fit. */
  static final int LARGEST_RECORD_BYTES = 16 << 20;

  /** A reader that was away for less sees every deletion. */
  private static final Duration DELETIONS_KEPT = Duration.ofDays(7);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ReferenceDataSettings settings;

  ReferenceTopics(ReferenceDataSettings settings) {
    this.settings = settings;
  }

  /**
   * What a topic holds.
   *
   * @param keys of its rows, about 100 bytes each in memory
   * @param database where they come from, if a snapshot ever was complete
   */
  record Contents(Set<String> keys, Optional<String> database) {}

  /** Creates what is missing; returns the ids of the reference topics, joined. */
  String ensure() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.kafka()))) {
      List<NewTopic> wanted = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (CapturedTable table : CapturedTable.values()) {
        names.add(table.topic(settings));
        wanted.add(compacted(table.topic(settings)));
      }
      wanted.add(compacted(settings.offsetsTopic()));
      for (KafkaFuture<Void> created : admin.createTopics(wanted).values().values()) {
        awaitCreation(created);
      }
      List<String> ids = new ArrayList<>();
      for (String name : names) {
        ids.add(
            await(admin.describeTopics(List.of(name)).allTopicNames())
                .get(name)
                .topicId()
                .toString());
      }
      return String.join("/", ids);
    }
  }

  private NewTopic compacted(String name) {
    return new NewTopic(name, 1, settings.replicationFactor())
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(LARGEST_RECORD_BYTES),
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                Long.toString(DELETIONS_KEPT.toMillis()),
                // Only closed segments are compacted, and every start reads what is left.
                TopicConfig.SEGMENT_MS_CONFIG,
                Long.toString(Duration.ofHours(1).toMillis()),
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                "0.2"));
  }

  private void awaitCreation(KafkaFuture<Void> created) {
    try {
      created.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw unreachable(e.getCause());
      }
    } catch (TimeoutException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  private <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw unreachable(e.getCause());
    } catch (TimeoutException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  private ReferenceDataException unreachable(Throwable cause) {
    return new ReferenceDataException(
        "The topics of the reference data can't be prepared in Kafka at %s: %s. Check that the broker runs and lets this client in."
            .formatted(settings.kafka(), cause),
        cause);
  }

  /** Reads a reference topic to its end. */
  Contents read(String topic) {
    Set<String> keys = new HashSet<>();
    String[] database = new String[1];
    readToEnd(
        topic,
        record -> {
          String key = new String(record.key(), UTF_8);
          if (key.equals(SnapshotMark.KEY)) {
            Header header = record.headers().lastHeader(DATABASE_HEADER);
            database[0] = header == null ? null : new String(header.value(), UTF_8);
          } else if (record.value() == null) {
            keys.remove(key);
          } else {
            keys.add(key);
          }
        });
    return new Contents(keys, Optional.ofNullable(database[0]));
  }

  /** Hands over every record of a topic of one partition, up to the end it has now. */
  void readToEnd(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Map<String, Object> configuration =
        Map.of(
            "bootstrap.servers",
            settings.kafka(),
            "enable.auto.commit",
            false,
            "fetch.max.bytes",
            LARGEST_RECORD_BYTES);
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          reader.accept(record);
        }
      }
    }
  }
}
