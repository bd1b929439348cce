package io.harrier.detection.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.detection.evaluate.LateTransaction;
import io.harrier.detection.source.Received;
import io.harrier.detection.source.ReferenceTable;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.detection.source.RejectedRecord;
import io.harrier.model.ActivityCount;
import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Channel;
import io.harrier.model.Decision;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.Evidence;
import io.harrier.model.ListEntry;
import io.harrier.model.ListedEntity;
import io.harrier.model.Outcome;
import io.harrier.model.PublishedRelease;
import io.harrier.model.QuarantinedRule;
import io.harrier.model.RejectReason;
import io.harrier.model.ReleaseState;
import io.harrier.model.RiskScore;
import io.harrier.model.Severity;
import io.harrier.model.SnapshotMark;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatsTest {
  /** Bytes that version 1 wrote of {@link #samples}; a savepoint may hold such. */
  private static final String WRITTEN = "/io/harrier/detection/state/formats-1.properties";

  private static final Transaction TRANSACTION =
      Transaction.builder("t-1", "ünï", 1_700_000_000_000L)
          .amount(1234, "EUR")
          .type(TransactionType.TRANSFER)
          .channel(Channel.MOBILE)
          .status(TransactionStatus.DECLINED)
          .merchantId("m")
          .country("AT")
          .location(48.2, 16.37)
          .producedAt(1_700_000_000_001L)
          .build();
  private static final RiskScore RISK = new RiskScore("u", 0.75, null, 3, 4, 5);
  private static final PublishedRelease RELEASE =
      new PublishedRelease(
          "r@2",
          ReleaseState.CANARY,
          7,
          "ab",
          new byte[] {1, 2, 3},
          9,
          25,
          List.of("a-rule"),
          "ann",
          null,
          new byte[] {4, 5});
  private static final ListEntry ENTRY =
      new ListEntry(EntityList.WATCH, EntityKind.IP_PREFIX, "10.0.0.0/8", null, 6, 7, "ann", 8, 9);
  private static final SnapshotMark MARK = new SnapshotMark("fraud.risk_scores", 10, 11, 12);
  private static final RejectedRecord REJECTED =
      new RejectedRecord(
          null, new byte[] {9}, RejectReason.BROKEN_JSON, "why", "transactions", 1, 2);

  record Sample<T>(String name, Format<T> format, T value) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sample<?>> samples() {
    return Stream.of(
        new Sample<>("transaction", Formats.TRANSACTION, TRANSACTION),
        new Sample<>(
            "transaction-bare", Formats.TRANSACTION, Transaction.builder("t", "u", 1).build()),
        new Sample<>("rejected-record", Formats.REJECTED_RECORD, REJECTED),
        new Sample<>("received-valid", Formats.RECEIVED, new Received.Valid(TRANSACTION)),
        new Sample<>("received-rejected", Formats.RECEIVED, new Received.Rejected(REJECTED)),
        new Sample<>(
            "late-transaction", Formats.LATE_TRANSACTION, new LateTransaction(TRANSACTION, 77)),
        new Sample<>("risk-score", Formats.RISK_SCORE, RISK),
        new Sample<>("published-release", Formats.PUBLISHED_RELEASE, RELEASE),
        new Sample<>("list-entry", Formats.LIST_ENTRY, ENTRY),
        new Sample<>("snapshot-mark", Formats.SNAPSHOT_MARK, MARK),
        update("risk-score-changed", new ReferenceUpdate.RiskScoreChanged(1, RISK)),
        update("risk-score-deleted", new ReferenceUpdate.RiskScoreDeleted(2, "u")),
        update("release-changed", new ReferenceUpdate.ReleaseChanged(3, RELEASE)),
        update("release-deleted", new ReferenceUpdate.ReleaseDeleted(4, "r@2")),
        update("list-entry-changed", new ReferenceUpdate.ListEntryChanged(7, ENTRY)),
        update("list-entry-deleted", new ReferenceUpdate.ListEntryDeleted(8, ENTRY.key())),
        update(
            "snapshot-completed",
            new ReferenceUpdate.SnapshotCompleted(5, ReferenceTable.RELEASES, MARK)),
        update(
            "unreadable", new ReferenceUpdate.Unreadable(6, ReferenceTable.RELEASES, "k", "why")),
        new Sample<>(
            "decision",
            Formats.DECISION,
            new Decision("d", "t", "u", Outcome.REVIEW, 41, List.of("a", "b"), "r@2", 5, 6)),
        new Sample<>(
            "alert",
            Formats.ALERT,
            new Alert(
                "a",
                "t",
                "u",
                "c",
                AlertKind.PATTERN,
                "rule",
                "r@2",
                Severity.CRITICAL,
                99,
                "reason",
                5,
                6,
                List.of("t0", "t"),
                new Evidence(Map.of("count", 3L), Map.of("count", 0.5), 0.75, 3, true))),
        new Sample<>(
            "alert-decimal",
            Formats.ALERT,
            new Alert(
                "a",
                "t",
                "u",
                "c",
                AlertKind.SESSION,
                "rule",
                "r@2",
                Severity.LOW,
                1,
                "reason",
                5,
                6,
                List.of(),
                new Evidence(
                    Map.of("sum", new BigDecimal("12.30")),
                    Map.of(),
                    Double.NaN,
                    -1,
                    List.of(ListedEntity.of(ENTRY)),
                    false))),
        new Sample<>(
            "quarantined-rule",
            Formats.QUARANTINED_RULE,
            new QuarantinedRule("r@2", "rule", QuarantinedRule.Reason.COST, "why", 2, 1, 3, 4)),
        new Sample<>(
            "activity-count",
            Formats.ACTIVITY_COUNT,
            new ActivityCount(60_000, 120_000, "AT", Channel.ATM, "EUR", 3, 4567)));
  }

  private static Sample<ReferenceUpdate> update(String name, ReferenceUpdate update) {
    return new Sample<>(name, Formats.REFERENCE_UPDATE, update);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsWhatItWrites(Sample<?> sample) throws IOException {
    assertRoundTrip(sample);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsWhatVersion1Wrote(Sample<?> sample) throws IOException {
    Properties written = written();
    assertThat(written).as("bytes of every sample").containsKey(sample.name());
    byte[] bytes = HexFormat.of().parseHex(written.getProperty(sample.name()));

    Object restored = sample.format().read(1, new DataInputDeserializer(bytes));

    assertThat(restored)
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class) // NaN stands for absent
        .isEqualTo(sample.value());
  }

  @Test
  void aUserEntryReadsAndWritesWhatVersion1Wrote() throws IOException {
    UserEntry entry = new UserEntry();
    entry.restore(1, 2, 4, 3);
    byte[] written = HexFormat.of().parseHex(written().getProperty("user-entry"));

    UserEntry read = Formats.USER_ENTRY.read(1, new DataInputDeserializer(written));

    assertThat(read.newestEventTime()).isEqualTo(1);
    assertThat(read.armedDeadline()).isEqualTo(2);
    assertThat(read.armedExpiry()).isEqualTo(4);
    assertThat(read.held()).isEqualTo(3);
    assertThat(bytes(read)).isEqualTo(written);
    assertThat(bytes(entry)).isEqualTo(written);
    assertThat(bytes(Formats.USER_ENTRY.copy(entry))).isEqualTo(written);
  }

  @Test
  void aUserChangeReadsAndWritesWhatVersion1Wrote() throws IOException {
    UserEntry entry = new UserEntry();
    entry.restore(UserEntry.NEVER, 2, 4, 3);
    entry.decided(Transaction.builder("t", "u", 1).amount(100, "EUR").build());
    byte[] written = HexFormat.of().parseHex(written().getProperty("user-change"));

    UserEntry changed = new UserEntry();
    Formats.USER_CHANGE.read(1, new DataInputDeserializer(written)).applyTo(changed);

    assertThat(changed.newestEventTime()).isEqualTo(1);
    assertThat(changed.armedDeadline()).isEqualTo(2);
    assertThat(changed.armedExpiry()).isEqualTo(4);
    assertThat(changed.held()).isEqualTo(3);
    DataOutputSerializer out = new DataOutputSerializer(64);
    Formats.USER_CHANGE.write(UserChange.of(entry), out);
    assertThat(out.getCopyOfBuffer()).isEqualTo(written);
  }

  private static byte[] bytes(UserEntry entry) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    Formats.USER_ENTRY.write(entry, out);
    return out.getCopyOfBuffer();
  }

  private static Properties written() throws IOException {
    Properties written = new Properties();
    try (InputStream in = FormatsTest.class.getResourceAsStream(WRITTEN)) {
      written.load(in);
    }
    return written;
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

  private static <T> void assertRoundTrip(Sample<T> sample) throws IOException {
    TypeSerializer<T> serializer = sample.format().typeInfo().createSerializer();
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(sample.value(), out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

    assertThat(serializer.deserialize(in))
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .isEqualTo(sample.value());
    assertThat(in.available()).isZero();
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
