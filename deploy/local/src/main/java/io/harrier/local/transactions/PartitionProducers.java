package io.harrier.local.transactions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** What the leaders of partitions know of those who write to them. */
final class PartitionProducers {
  /** Of a producer that has written nothing since the end which raised its epoch. */
  private static final int NO_SEQUENCE = -1;

  private final Map<TopicPartition, List<ProducerState>> states;

  private PartitionProducers(Map<TopicPartition, List<ProducerState>> states) {
    this.states = states;
  }

  /**
   * @param topics those that do not exist are passed over
   */
  static PartitionProducers describe(Admin admin, Collection<String> topics)
      throws InterruptedException, ExecutionException {
    Set<String> existing = admin.listTopics().names().get();
    List<String> present = topics.stream().filter(existing::contains).toList();
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic : admin.describeTopics(present).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(each -> partitions.add(new TopicPartition(topic.name(), each.partition())));
    }
    Map<TopicPartition, List<ProducerState>> states = new HashMap<>();
    admin
        .describeProducers(partitions)
        .all()
        .get()
        .forEach((partition, producers) -> states.put(partition, producers.activeProducers()));
    return new PartitionProducers(states);
  }

  /** Those that have a transaction open in a partition. */
  void forEachOpen(BiConsumer<TopicPartition, ProducerState> action) {
    states.forEach(
        (partition, producers) ->
            producers.stream()
                .filter(each -> each.currentTransactionStartOffset().isPresent())
                .forEach(each -> action.accept(partition, each)));
  }

  /** Whether a partition has the transaction that it was seen with before. */
  boolean hasOpen(TopicPartition partition, ProducerState seen) {
    return states.getOrDefault(partition, List.of()).stream()
        .anyMatch(
            each ->
                each.producerId() == seen.producerId()
                    && each.producerEpoch() == seen.producerEpoch()
                    && each.currentTransactionStartOffset()
                        .equals(seen.currentTransactionStartOffset()));
  }

  /** Whether the producer has written records with the epoch to any partition of the topic. */
  boolean hasWritten(String topic, long producerId, int epoch) {
    return states.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .flatMap(entry -> entry.getValue().stream())
        .anyMatch(
            each ->
                each.producerId() == producerId
                    && each.producerEpoch() == epoch
                    && each.lastSequence() != NO_SEQUENCE);
  }
}
