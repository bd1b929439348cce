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

  private TopicInput(TopicRange range, KafkaConsumer<byte[], byte[]> consumer) {
    this.range = range;
    this.consumer = consumer;
  }

  /**
   * @throws CommandFailedException if there is no such topic, or the range is empty
   */
  public static TopicInput open(String bootstrapServers, TopicRange range) {
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
    Map<TopicPartition, Long> first = consumer.beginningOffsets(ids);
    Map<TopicPartition, Long> last = consumer.endOffsets(ids);
    Map<TopicPartition, Long> begins = offsets(range.from(), ids, first, last, first);
    Map<TopicPartition, Long> ends = offsets(range.to(), ids, first, last, last);
    for (TopicPartition id : ids) {
      Partition partition =
          new Partition(id, begins.get(id), Math.max(begins.get(id), ends.get(id)));
      partitions.add(partition);
      byId.put(id, partition);
    }
    if (total() == 0) {
      throw new CommandFailedException(
          "%s is empty: the topic holds the offsets %s; name another range"
              .formatted(range.text(), describe(ids, first, last)));
    }
    consumer.assign(ids);
    partitions.forEach(partition -> consumer.seek(partition.id, partition.begin));
  }

  private Map<TopicPartition, Long> offsets(
      TopicRange.Bound bound,
      List<TopicPartition> ids,
      Map<TopicPartition, Long> first,
      Map<TopicPartition, Long> last,
      Map<TopicPartition, Long> open) {
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

  private static String describe(
      List<TopicPartition> ids, Map<TopicPartition, Long> first, Map<TopicPartition, Long> last) {
    return String.join(
        ", ",
        ids.stream()
            .map(id -> first.get(id) + ".." + last.get(id) + " in partition " + id.partition())
            .toList());
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
      partition.position = consumer.position(partition.id);
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
