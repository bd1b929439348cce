package io.harrier.detection.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class FormatsTest {
  @Test
  void aUserEntryIsCopiedWhole() throws IOException {
    UserEntry entry = new UserEntry();
    entry.restore(1, 2, 4, 3);

    UserEntry copy = Formats.USER_ENTRY.copy(entry);

    assertThat(copy.newestEventTime()).isEqualTo(1);
    assertThat(copy.armedDeadline()).isEqualTo(2);
    assertThat(copy.armedExpiry()).isEqualTo(4);
    assertThat(copy.held()).isEqualTo(3);
    assertThat(bytes(copy)).isEqualTo(bytes(entry));
  }

  @Test
  void aUserChangeMakesTheChangeAgain() throws IOException {
    UserEntry entry = new UserEntry();
    entry.restore(UserEntry.NEVER, 2, 4, 3);
    entry.decided(Transaction.builder("t", "u", 1).amount(100, "EUR").build());

    UserEntry changed = new UserEntry();
    UserChange.of(entry).applyTo(changed);

    assertThat(changed.newestEventTime()).isEqualTo(1);
    assertThat(changed.armedDeadline()).isEqualTo(2);
    assertThat(changed.armedExpiry()).isEqualTo(4);
    assertThat(changed.held()).isEqualTo(3);
    assertThat(changed.state().transactions()).isEqualTo(1);
  }

  private static byte[] bytes(UserEntry entry) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    Formats.USER_ENTRY.write(entry, out);
    return out.getCopyOfBuffer();
  }

  @Test
  void theSnapshotOfASerializerRestoresIt() throws IOException {
    for (Format<?> format : Formats.all()) {
      assertSnapshotRestores(format);
    }
  }

  @Test
  void aNewerVersionIsRefusedWithAnExplanation() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(32);
    out.writeUTF(Formats.RISK_SCORE.name());
    out.writeInt(Formats.RISK_SCORE.version() + 1);

    assertThatThrownBy(
            () ->
                new FormatSnapshot<RiskScore>()
                    .readSnapshot(
                        1,
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        FormatsTest.class.getClassLoader()))
        .hasMessageContaining("reads up to 1");
  }

  private static <T> void assertSnapshotRestores(Format<T> format) throws IOException {
    TypeSerializer<T> serializer = format.typeInfo().createSerializer();
    TypeSerializerSnapshot<T> written = serializer.snapshotConfiguration();
    DataOutputSerializer out = new DataOutputSerializer(64);
    written.writeSnapshot(out);

    FormatSnapshot<T> read = new FormatSnapshot<>();
    read.readSnapshot(
        written.getCurrentVersion(),
        new DataInputDeserializer(out.getCopyOfBuffer()),
        FormatsTest.class.getClassLoader());

    assertThat(read.restoreSerializer()).isEqualTo(serializer);
    assertThat(written.resolveSchemaCompatibility(read).isCompatibleAsIs()).isTrue();
  }
}
