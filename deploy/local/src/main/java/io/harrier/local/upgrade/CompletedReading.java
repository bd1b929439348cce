package io.harrier.local.upgrade;

import io.harrier.local.CommandFailedException;
import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** How far jobs have read the transactions, by the offsets that each checkpoint commits. */
final class CompletedReading implements AutoCloseable {
  private static final long POLL_MILLIS = 200;

  private final Admin admin;
  private final String bootstrapServers;

  CompletedReading(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /** Where the transactions end now. */
  Map<TopicPartition, Long> ends() {
    try (TopicCursor transactions = TopicCursor.atEnd(bootstrapServers, Topic.TRANSACTIONS)) {
      return transactions.ends();
    }
  }

  /**
   * Waits until a group has read up to some offsets, and what came of it was written.
   *
   * @throws CommandFailedException if it doesn't come that far
   */
  void await(String group, Map<TopicPartition, Long> ends, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long missing = missing(group, ends);
    while (missing > 0) {
      if (System.nanoTime() > deadline) {
        throw new CommandFailedException(
            "the job whose group is %s still has %,d transactions to read after %d s"
                .formatted(group, missing, patience.toSeconds()));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      missing = missing(group, ends);
    }
  }

  private long missing(String group, Map<TopicPartition, Long> ends) throws InterruptedException {
    try {
      Map<TopicPartition, OffsetAndMetadata> read =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return ends.entrySet().stream()
          .mapToLong(end -> end.getValue() - offset(read.get(end.getKey())))
          .filter(left -> left > 0)
          .sum();
    } catch (ExecutionException e) {
      throw failed("say how far the group " + group + " has read", e);
    }
  }

  private static long offset(OffsetAndMetadata read) {
    return read == null ? 0 : read.offset();
  }

  /** Lets Kafka forget a group that nobody uses any more. */
  void forget(String group) throws InterruptedException {
    try {
      admin.deleteConsumerGroups(List.of(group)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw failed("forget the group " + group, e);
      }
    }
  }

  private CommandFailedException failed(String question, ExecutionException e) {
    return new CommandFailedException(
        "Kafka at %s does not %s: %s"
            .formatted(bootstrapServers, question, e.getCause().getMessage()),
        e);
  }

  @Override
  public void close() {
    admin.close();
  }
}
