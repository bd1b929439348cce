package io.harrier.detection.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka. */
public final class KafkaReferenceEnds implements ReferenceEnds {
  private static final long serialVersionUID = 1L;

  private final Properties clientProperties;

  /**
   * @param clientProperties how to reach Kafka
   */
  public KafkaReferenceEnds(Properties clientProperties) {
    this.clientProperties = clientProperties;
  }

  @Override
  public Map<ReferenceTable, Long> read() throws IOException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (ReferenceTable table : ReferenceTable.values()) {
      latest.put(partition(table), OffsetSpec.latest());
    }
    try (Admin admin = Admin.create(clientProperties)) {
      ListOffsetsResult offsets = admin.listOffsets(latest);
      Map<ReferenceTable, Long> ends = new EnumMap<>(ReferenceTable.class);
      for (ReferenceTable table : ReferenceTable.values()) {
        ends.put(table, offsets.partitionResult(partition(table)).get().offset());
      }
      return ends;
    } catch (ExecutionException e) {
      throw new IOException(
          "cannot read how far the topics "
              + Arrays.stream(ReferenceTable.values())
                  .map(table -> table.topic().topicName())
                  .collect(Collectors.joining(", "))
              + " reach: check that Kafka is reachable and that all of them exist",
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading the ends of the reference topics", e);
    }
  }

  private static TopicPartition partition(ReferenceTable table) {
    return new TopicPartition(table.topic().topicName(), 0);
  }
}
