package io.harrier.detection.savepoint;

import io.harrier.detection.source.Received;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/** Reads the partitions of a {@link ReplayedTopic} in turns, a record at a time. */
final class ReplayedTopicReader<T> implements SourceReader<T, KafkaPartitionSplit> {
  private final World world;

  /** Each with the offset of the next record. */
  private final Deque<KafkaPartitionSplit> partitions = new ArrayDeque<>();

  private final CompletableFuture<Void> noMore = new CompletableFuture<>();

  ReplayedTopicReader(World world) {
    this.world = world;
  }

  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) {
    for (int i = 0; i < partitions.size(); i++) {
      KafkaPartitionSplit split = partitions.remove();
      List<?> records = world.partition(split.getTopic(), split.getPartition());
      long offset = split.getStartingOffset();
      if (offset < records.size() && mayCome(records.get((int) offset))) {
        if (records.get((int) offset) instanceof Received) {
          world.onRead();
        }
        emit(split, records.get((int) offset), output);
        partitions.add(new KafkaPartitionSplit(split.getTopicPartition(), offset + 1));
        return InputStatus.MORE_AVAILABLE;
      }
      partitions.add(split);
    }
    boolean atEnd = partitions.stream().allMatch(this::isAtEnd);
    return atEnd && noMore.isDone() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
  }

  @SuppressWarnings("unchecked") // the world's topics hold what their sources are of
  private void emit(KafkaPartitionSplit split, Object record, ReaderOutput<T> output) {
    output.createOutputForSplit(split.splitId()).collect((T) record, 0);
  }

  private boolean mayCome(Object record) {
    return !(record instanceof Received.Valid valid)
        || valid.transaction().eventTime() < world.heldFrom()
        || world.heard().isDone();
  }

  private boolean isAtEnd(KafkaPartitionSplit split) {
    return split.getStartingOffset()
        >= world.partition(split.getTopic(), split.getPartition()).size();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return partitions.stream().allMatch(this::isAtEnd) ? noMore : world.heard();
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    return new ArrayList<>(partitions);
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    partitions.addAll(splits);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMore.complete(null);
  }

  @Override
  public void close() {}
}
