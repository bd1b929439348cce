package io.harrier.local.upgrade;

import io.harrier.local.CommandFailedException;
import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether every transaction that came in while nothing ran has been dealt with since: there is a
 * decision, or it is late, or rejected, or repeats one that was decided.
 */
final class GapCheck implements AutoCloseable {
  /** What is compared is held in memory. */
  private static final long MOST_TRANSACTIONS = 20_000;

  /**
   * How far back, in each partition, a decision is looked for that was made before the upgrade
   * began.
   */
  private static final long FURTHEST_BACK = 250_000;

  private static final int SAMPLES = 3;
  private static final long POLL_MILLIS = 200;

  private final String bootstrapServers;
  private final String group;
  private final TopicCursor decisions;
  private final TopicCursor late;
  private final TopicCursor rejected;
  private final Map<TopicPartition, Long> decisionsAtBeginning;
  private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
  private long decisionsSeen;

  private GapCheck(String bootstrapServers, String group) {
    this.bootstrapServers = bootstrapServers;
    this.group = group;
    this.decisions = TopicCursor.atEnd(bootstrapServers, Topic.DECISIONS);
    this.late = TopicCursor.atEnd(bootstrapServers, Topic.LATE);
    this.rejected = TopicCursor.atEnd(bootstrapServers, Topic.REJECTED);
    this.decisionsAtBeginning = decisions.positions();
  }

  /**
   * What was looked at.
   *
   * @param arrivals transactions that came in since the job was stopped; all are dealt with
   * @param unread how many more came in
   */
  record Result(int arrivals, long unread) {
    @Override
    public String toString() {
      return "%,d transactions since the stop are decided, rejected or late%s"
          .formatted(arrivals, unread > 0 ? "; %,d more were not looked at".formatted(unread) : "");
    }
  }

  /**
   * Notes where the outputs are, while the job still runs.
   *
   * @param group under which the job commits what it has read
   */
  static GapCheck begin(String bootstrapServers, String group) {
    return new GapCheck(bootstrapServers, group);
  }

  /** Notes how far the job came, when it has stopped. */
  void stopped() throws InterruptedException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException e) {
      throw new CommandFailedException(
          "Kafka at %s does not say how far the group %s has read: %s"
              .formatted(bootstrapServers, group, e.getCause().getMessage()),
          e);
    }
  }

  /**
   * Waits until all that came in between is dealt with.
   *
   * @param patience how long to wait without any progress
   * @throws CommandFailedException naming what is missing
   */
  Result await(Duration patience) throws InterruptedException {
    PendingTransactions pending = new PendingTransactions();
    long unread = readTransactions(pending);
    boolean lookedBack = false;
    int size = pending.size();
    long deadline = System.nanoTime() + patience.toNanos();
    while (pending.size() > 0) {
      follow(pending);
      if (!lookedBack && pending.size() > 0) {
        lookBack(pending);
        lookedBack = true;
      }
      if (pending.size() < size) {
        size = pending.size();
        deadline = System.nanoTime() + patience.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new CommandFailedException(
            "%,d of %,d transactions since the stop were neither decided nor rejected nor late, such as %s"
                .formatted(
                    pending.size(),
                    pending.arrivals(),
                    String.join(", ", pending.samples(SAMPLES))));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return new Result(pending.arrivals(), unread);
  }

  /** Whether one of the transactions since the stop was decided, and not only late or rejected. */
  boolean hasSeenDecisions() {
    return decisionsSeen > 0;
  }

  private long readTransactions(PendingTransactions pending) {
    try (TopicCursor transactions = TopicCursor.atEnd(bootstrapServers, Topic.TRANSACTIONS)) {
      Map<TopicPartition, Long> ends = transactions.ends();
      Map<TopicPartition, Long> starts = new HashMap<>(transactions.beginnings());
      starts.replaceAll(
          (partition, beginning) -> {
            OffsetAndMetadata read = committed.get(partition);
            return read == null ? beginning : Math.max(beginning, read.offset());
          });
      transactions.seek(starts);
      return transactions.read(ends, MOST_TRANSACTIONS, pending::arrived);
    }
  }

  private void follow(PendingTransactions pending) {
    decisions.read(
        decisions.ends(),
        Long.MAX_VALUE,
        record -> {
          decisionsSeen++;
          pending.decided(record);
        });
    late.read(late.ends(), Long.MAX_VALUE, pending::late);
    rejected.read(rejected.ends(), Long.MAX_VALUE, pending::rejected);
  }

  /** For what was decided just before, and for repetitions of what was decided long before. */
  private void lookBack(PendingTransactions pending) {
    Map<TopicPartition, Long> here = decisions.positions();
    Map<TopicPartition, Long> back = new HashMap<>(decisions.beginnings());
    back.replaceAll(
        (partition, beginning) ->
            Math.max(beginning, decisionsAtBeginning.get(partition) - FURTHEST_BACK));
    decisions.seek(back);
    decisions.read(decisionsAtBeginning, Long.MAX_VALUE, pending::decided);
    decisions.seek(here);
  }

  @Override
  public void close() {
    decisions.close();
    late.close();
    rejected.close();
  }
}
