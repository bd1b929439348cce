package io.harrier.detection.source;

import io.harrier.detection.source.ReferenceUpdate.ListEntryChanged;
import io.harrier.detection.source.ReferenceUpdate.ListEntryDeleted;
import io.harrier.detection.source.ReferenceUpdate.ReleaseChanged;
import io.harrier.detection.source.ReferenceUpdate.ReleaseDeleted;
import io.harrier.detection.source.ReferenceUpdate.RiskScoreChanged;
import io.harrier.detection.source.ReferenceUpdate.RiskScoreDeleted;
import io.harrier.detection.source.ReferenceUpdate.SnapshotCompleted;
import io.harrier.detection.source.ReferenceUpdate.Unreadable;
import io.harrier.detection.state.Formats;
import io.harrier.engine.lists.EntityLists;
import io.harrier.model.ListEntry;
import io.harrier.model.SnapshotMark;
import io.harrier.model.json.ListEntryJson;
import io.harrier.model.json.PublishedReleaseJson;
import io.harrier.model.json.RiskScoreJson;
import io.harrier.model.json.SnapshotMarkJson;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes a reference topic; a record that cannot be read is an update that says so. */
public final class DecodeReferenceUpdates
    implements KafkaRecordDeserializationSchema<ReferenceUpdate> {
  private static final long serialVersionUID = 1L;

  private final ReferenceTable table;

  public DecodeReferenceUpdates(ReferenceTable table) {
    this.table = table;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ReferenceUpdate> out) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    out.collect(decode(key, record.value(), record.offset()));
  }

  private ReferenceUpdate decode(String key, byte[] value, long offset) {
    try {
      if (key.equals(SnapshotMark.KEY)) {
        return value == null
            ? new Unreadable(offset, table, key, "the snapshot mark has no value")
            : new SnapshotCompleted(offset, table, SnapshotMarkJson.decode(value));
      }
      return switch (table) {
        case RISK_SCORES ->
            value == null
                ? new RiskScoreDeleted(offset, key)
                : new RiskScoreChanged(offset, RiskScoreJson.decode(value));
        case RELEASES ->
            value == null
                ? new ReleaseDeleted(offset, key)
                : new ReleaseChanged(offset, PublishedReleaseJson.decode(value));
        case ENTITY_LISTS ->
            value == null
                ? new ListEntryDeleted(offset, key)
                : new ListEntryChanged(offset, entry(key, value));
      };
    } catch (RuntimeException e) {
      return new Unreadable(offset, table, key, String.valueOf(e.getMessage()));
    }
  }

  /** An entry that could not be asked for must not get into state. */
  private static ListEntry entry(String key, byte[] value) {
    ListEntry entry = ListEntryJson.decode(value);
    EntityLists.requireValid(entry);
    if (!entry.key().equals(key)) {
      throw new IllegalArgumentException("its key is not " + entry.key());
    }
    return entry;
  }

  @Override
  public TypeInformation<ReferenceUpdate> getProducedType() {
    return Formats.REFERENCE_UPDATE.typeInfo();
  }
}
