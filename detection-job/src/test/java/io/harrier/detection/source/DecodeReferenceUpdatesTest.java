package io.harrier.detection.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.detection.source.ReferenceUpdate.ListEntryChanged;
import io.harrier.detection.source.ReferenceUpdate.ListEntryDeleted;
import io.harrier.detection.source.ReferenceUpdate.SnapshotCompleted;
import io.harrier.detection.source.ReferenceUpdate.Unreadable;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import io.harrier.model.SnapshotMark;
import io.harrier.model.json.ListEntryJson;
import io.harrier.model.json.SnapshotMarkJson;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DecodeReferenceUpdatesTest {
  private static final long OFFSET = 7;
  private static final ListEntry PREFIX = entry(EntityKind.IP_PREFIX, "10.0.0.0/8");

  @Test
  void anEntryOfAList() {
    assertThat(decode(PREFIX.key(), ListEntryJson.encode(PREFIX)))
        .isEqualTo(new ListEntryChanged(OFFSET, PREFIX));
    assertThat(decode(PREFIX.key(), null)).isEqualTo(new ListEntryDeleted(OFFSET, PREFIX.key()));
  }

  @Test
  void theMarkOfTheLists() {
    SnapshotMark mark = new SnapshotMark("fraud.entity_lists", 1, 2, 3);

    assertThat(decode(SnapshotMark.KEY, SnapshotMarkJson.encode(mark)))
        .isEqualTo(new SnapshotCompleted(OFFSET, ReferenceTable.ENTITY_LISTS, mark));
  }

  @Test
  void whatCouldNotBeAskedForIsUnreadable() {
    ListEntry noPrefix = entry(EntityKind.IP_PREFIX, "everywhere");

    assertThat(decode(noPrefix.key(), ListEntryJson.encode(noPrefix)))
        .isInstanceOfSatisfying(
            Unreadable.class,
            unreadable -> assertThat(unreadable.detail()).contains("\"everywhere\" is no prefix"));
    assertThat(decode("BLOCK/DEVICE/d", ListEntryJson.encode(PREFIX)))
        .isInstanceOfSatisfying(
            Unreadable.class, unreadable -> assertThat(unreadable.detail()).contains(PREFIX.key()));
    assertThat(decode(PREFIX.key(), "{\"list\":\"GREY\"}".getBytes(UTF_8)))
        .isInstanceOf(Unreadable.class);
  }

  private static ReferenceUpdate decode(String key, byte[] value) {
    List<ReferenceUpdate> updates = new ArrayList<>();
    Collector<ReferenceUpdate> collector =
        new Collector<>() {
          @Override
          public void collect(ReferenceUpdate update) {
            updates.add(update);
          }

          @Override
          public void close() {}
        };
    new DecodeReferenceUpdates(ReferenceTable.ENTITY_LISTS)
        .deserialize(
            new ConsumerRecord<>("reference.entity-lists", 0, OFFSET, key.getBytes(UTF_8), value),
            collector);
    return updates.get(0);
  }

  private static ListEntry entry(EntityKind kind, String value) {
    return new ListEntry(EntityList.BLOCK, kind, value, null, ListEntry.NEVER, 1, "ann", 2, 3);
  }
}
