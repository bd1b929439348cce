package io.harrier.detection.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.internal.CheckpointTransaction;
import org.apache.flink.connector.kafka.sink.internal.TransactionOwnership;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ProvenWriterStateSerializerTest {
  /** What version 1 wrote of {@link #STATE}; a savepoint may hold such. */
  private static final String WRITTEN =
      "000000020000002a0006707265666978000000020000000300000001000000010008707265666978"
          + "2d3100000000000000070000000100087072656669782d310006616c65727473000000040000000000000005";

  private static final ProvenWriterState STATE =
      new ProvenWriterState(
          new KafkaWriterState(
              "prefix",
              2,
              3,
              TransactionOwnership.EXPLICIT_BY_WRITER_STATE,
              List.of(new CheckpointTransaction("prefix-1", 7))),
          List.of(new FlushedTransaction("prefix-1", "alerts", 4, 5)));

  private final SimpleVersionedSerializer<ProvenWriterState> serializer =
      new ProvenWriterStateSerializer(kafka().getWriterStateSerializer());

  @Test
  void readsWhatItWrites() throws Exception {
    byte[] bytes = serializer.serialize(STATE);

    assertThat(serializer.deserialize(serializer.getVersion(), bytes)).isEqualTo(STATE);
  }

  @Test
  void readsWhatVersion1Wrote() throws Exception {
    assertThat(serializer.deserialize(1, HexFormat.of().parseHex(WRITTEN))).isEqualTo(STATE);
  }

  @Test
  void refusesANewerVersion() {
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .hasMessageContaining("reads up to 1");
  }

  private static KafkaSink<String> kafka() {
    return KafkaSink.<String>builder()
        .setBootstrapServers("none:0")
        .setDeliveryGuarantee(DeliveryGuarantee.NONE)
        .setRecordSerializer(
            (value, context, timestamp) ->
                new ProducerRecord<>("alerts", value.getBytes(StandardCharsets.UTF_8)))
        .build();
  }
}
