package io.harrier.bench;

import io.harrier.model.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** How far the topics of transactions and decisions have grown, without reading them. */
final class DecisionCount implements AutoCloseable {
  private final Admin admin;

  DecisionCount(String bootstrapServers) {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /**
   * @param nanos of the clock that only measures
   * @param sent records of the topic {@code transactions}
   * @param decided records of the topic {@code decisions}
   */
  record Sample(long nanos, long sent, long decided) {
    /** Rejected, late and repeated records get no decision, so it is never quite zero. */
    long backlog() {
      return sent - decided;
    }

    double secondsUntil(Sample later) {
      return (later.nanos - nanos) / 1e9;
    }
  }

  Sample sample() throws ExecutionException, InterruptedException {
    long sent = end(Topic.TRANSACTIONS.topicName());
    long decided = end(Topic.DECISIONS.topicName());
    return new Sample(System.nanoTime(), sent, decided);
  }

  private long end(String topic) throws ExecutionException, InterruptedException {
    TopicDescription described =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    Map<TopicPartition, OffsetSpec> ends =
        described.partitions().stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  @Override
  public void close() {
    admin.close();
  }
}
