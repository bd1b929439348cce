package io.harrier.local.history;

import io.harrier.backtest.input.HistoryInput;
import io.harrier.backtest.input.HistoryRecord;
import io.harrier.local.CommandFailedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A range of a topic, its partitions merged by the records' timestamps: the order in which they
 * were sent is as near as one comes to the order in which a job read them. Within a partition, and
 * so for each user, the order is exact.
 */
public final class TopicInput implements HistoryInput {
  private static final Duration POLL = Duration.ofMillis(200);

  /** After which silence Kafka is taken to be gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** So many records of a partition wait for the others' at most. */
  private static final int BUFFERED = 20_000;

  /** What is left of one partition. */
  private static final class Partition {
    private final TopicPartition id;
    private final long begin;
    private final long end;
    private final Deque<HistoryRecord> records = new ArrayDeque<>();
    private long position;
    private boolean paused;

    Partition(TopicPartition id, long begin, long end) {
      this.id = id;
      this.begin = begin;
      this.end = end;
      this.position = begin;
    }

    boolean isRead() {
      return position >= end;
    }
  }

  private final TopicRange range;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Partition> partitions = new ArrayList<>();
  private final Map<TopicPartition, Partition> byId = new HashMap<>();
  private Map<TopicPartition, Long> first = Map.of();
  private Map<TopicPartition, Long> last = Map.of();
  private long heardAt;

  private TopicInput(TopicRange range, KafkaConsumer<byte[], byte[]> consumer) {
    this.range = range;
    this.consumer = consumer;
  }

  /**
   * @throws CommandFailedException if there is no such topic, or the range is empty
   */
  public static TopicInput open(String bootstrapServers, TopicRange range) {
    TopicInput input = openEvenIfEmpty(bootstrapServers, range);
    try {
      input.requireRecords();
      return input;
    } catch (CommandFailedException e) {
      input.close();
      throw e;
    }
  }

  /**
   * The same of a range that may hold nothing.
   *
   * @throws CommandFailedException if there is no such topic
   */
  public static TopicInput openEvenIfEmpty(String bootstrapServers, TopicRange range) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    TopicInput input = new TopicInput(range, consumer);
    try {
      input.start();
      return input;
    } catch (KafkaException e) {
      input.close();
      throw new CommandFailedException(
          "cannot read topic " + range.topic() + ": " + e.getMessage(), e);
    } catch (CommandFailedException e) {
      input.close();
      throw e;
    }
  }

  private void start() {
    List<PartitionInfo> found = consumer.partitionsFor(range.topic());
    if (found == null || found.isEmpty()) {
      throw new CommandFailedException(
          "there is no topic " + range.topic() + ": the one with transactions is transactions");
    }
    List<TopicPartition> ids =
        found.stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
            .toList();
    first = consumer.beginningOffsets(ids);
    last = consumer.endOffsets(ids);
    Map<TopicPartition, Long> begins = offsets(range.from(), ids, first);
    Map<TopicPartition, Long> ends = offsets(range.to(), ids, last);
    for (TopicPartition id : ids) {
      Partition partition =
          new Partition(id, begins.get(id), Math.max(begins.get(id), ends.get(id)));
      partitions.add(partition);
      byId.put(id, partition);
    }
    consumer.assign(ids);
    partitions.forEach(partition -> consumer.seek(partition.id, partition.begin));
  }

  private void requireRecords() {
    if (total() == 0) {
      throw new CommandFailedException(
          "%s is empty: the topic holds the offsets %s; name another range"
              .formatted(range.text(), offsetsHeld()));
    }
  }

  private Map<TopicPartition, Long> offsets(
      TopicRange.Bound bound, List<TopicPartition> ids, Map<TopicPartition, Long> open) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    if (bound instanceof TopicRange.Time time) {
      Map<TopicPartition, Long> times = new HashMap<>();
      ids.forEach(id -> times.put(id, time.time().toEpochMilli()));
      Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
      for (TopicPartition id : ids) {
        OffsetAndTimestamp at = found.get(id);
        offsets.put(id, at == null ? last.get(id) : Math.min(at.offset(), last.get(id)));
      }
    } else if (bound instanceof TopicRange.Offset offset) {
      for (TopicPartition id : ids) {
        offsets.put(id, Math.min(last.get(id), Math.max(first.get(id), offset.offset())));
      }
    } else {
      offsets.putAll(open);
    }
    return offsets;
  }

  private String offsetsHeld() {
    return partitions.stream()
        .map(each -> each.id)
        .map(id -> first.get(id) + ".." + last.get(id) + " in partition " + id.partition())
        .collect(Collectors.joining(", "));
  }

  @Override
  public String name() {
    return range.text();
  }

  @Override
  public String placeOf(HistoryRecord record) {
    return range.topic() + "-" + record.partition() + ", offset " + record.position();
  }

  @Override
  public int partitions() {
    return partitions.size();
  }

  @Override
  public void read(List<HistoryRecord> into, int max) {
    heardAt = System.nanoTime();
    while (into.size() < max) {
      Partition next = null;
      boolean waiting = false;
      for (Partition partition : partitions) {
        HistoryRecord head = partition.records.peekFirst();
        if (head == null) {
          waiting |= !partition.isRead();
        } else if (next == null || head.arrivedAt() < next.records.peekFirst().arrivedAt()) {
          next = partition;
        }
      }
      if (waiting) {
        poll();
      } else if (next == null) {
        return;
      } else {
        into.add(next.records.removeFirst());
      }
    }
  }

  private void poll() {
    for (Partition partition : partitions) {
      boolean enough = partition.isRead() || partition.records.size() >= BUFFERED;
      if (enough && !partition.paused) {
        consumer.pause(List.of(partition.id));
      } else if (!enough && partition.paused) {
        consumer.resume(List.of(partition.id));
      }
      partition.paused = enough;
    }
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      Partition partition = byId.get(new TopicPartition(record.topic(), record.partition()));
      if (record.offset() < partition.end) {
        partition.records.add(
            new HistoryRecord(
                record.value(), record.partition(), record.offset(), record.timestamp()));
      }
    }
    // The position also passes what no consumer is shown.
    for (Partition partition : partitions) {
      long position = consumer.position(partition.id);
      if (position > partition.position) {
        partition.position = position;
        heardAt = System.nanoTime();
      }
    }
    if (System.nanoTime() - heardAt > PATIENCE.toNanos()) {
      throw new CommandFailedException(
          "Kafka has not answered for %d s while topic %s was read: ./harrier status says what runs"
              .formatted(PATIENCE.toSeconds(), range.topic()));
    }
  }

  @Override
  public long done() {
    return partitions.stream()
        .mapToLong(
            partition ->
                Math.min(partition.position, partition.end)
                    - partition.begin
                    - partition.records.size())
        .sum();
  }

  @Override
  public long total() {
    return partitions.stream().mapToLong(partition -> partition.end - partition.begin).sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
