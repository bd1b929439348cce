package io.harrier.detection.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.detection.state.FormatSerializer;
import io.harrier.model.sample.MainClasses;
import io.harrier.model.sample.StateSample;
import io.harrier.model.sample.StateSampleContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.internal.CheckpointTransaction;
import org.apache.flink.connector.kafka.sink.internal.TransactionOwnership;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ProvenWriterStateSerializerTest extends StateSampleContract {
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

  @Override
  protected Stream<StateSample> samples() {
    return Stream.of(
        StateSample.of(
            "writer-of-alerts",
            "" + serializer.getVersion(),
            "one-open",
            STATE,
            (state, out) -> out.write(serializer.serialize(state)),
            (version, in) -> serializer.deserialize(Integer.parseInt(version), in.readAllBytes())));
  }

  @Test
  void noOtherSerializerGoesIntoSavepoints() throws IOException {
    assertThat(
            MainClasses.implementing(
                ProvenKafkaSink.class, TypeSerializer.class, SimpleVersionedSerializer.class))
        .as("serializers; a new one needs samples of its own")
        .containsExactlyInAnyOrder(FormatSerializer.class, ProvenWriterStateSerializer.class);
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
