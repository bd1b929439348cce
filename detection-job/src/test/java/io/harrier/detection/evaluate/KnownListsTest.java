package io.harrier.detection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.detection.state.States;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownListsTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final long KEPT = KnownLists.KEPT_AFTER_EXPIRY.toMillis();

  private BroadcastState<String, ListEntry> state;
  private KnownLists lists;

  @BeforeEach
  void create() throws Exception {
    state =
        new DefaultOperatorStateBackendBuilder(
                getClass().getClassLoader(),
                new ExecutionConfig(),
                false,
                List.of(),
                new CloseableRegistry())
            .build()
            .getBroadcastState(States.entityLists());
    lists = new KnownLists(state);
  }

  @Test
  void whatWasKnownBeforeARestoreIsFoundAndCounted() throws Exception {
    lists.put(blocked("d", ListEntry.NEVER, 1), NOW);

    KnownLists restored = new KnownLists(state);

    assertThat(find(restored, "d", NOW)).isNotNull();
    assertThat(restored.size(EntityList.BLOCK)).isEqualTo(1);
    assertThat(restored.size(EntityList.ALLOW)).isZero();
  }

  @Test
  void anOlderStateOfAnEntryChangesNothing() throws Exception {
    lists.put(blocked("d", ListEntry.NEVER, 2), NOW);
    lists.put(blocked("d", NOW, 1), NOW);
    lists.put(blocked("d", ListEntry.NEVER, 2), NOW);

    assertThat(find(lists, "d", NOW).version()).isEqualTo(2);
    assertThat(lists.size(EntityList.BLOCK)).isEqualTo(1);
    lists.remove("BLOCK/DEVICE/d");
    lists.remove("BLOCK/DEVICE/d");
    assertThat(find(lists, "d", NOW)).isNull();
    assertThat(lists.size(EntityList.BLOCK)).isZero();
  }

  @Test
  void anEntryIsKeptAfterItsExpiryForTransactionsThatComeLate() throws Exception {
    lists.put(blocked("d", NOW, 1), NOW);

    lists.dropExpired(NOW + KEPT);
    assertThat(find(lists, "d", NOW - 1)).isNotNull();
    assertThat(find(lists, "d", NOW)).isNull();
  }

  @Test
  void anEntryThatExpiredLongAgoIsDropped() throws Exception {
    lists.put(blocked("d", NOW, 1), NOW);
    lists.put(blocked("e", ListEntry.NEVER, 2), NOW);

    lists.dropExpired(NOW + KEPT + 1);
    assertThat(state.contains("BLOCK/DEVICE/d")).isFalse();
    assertThat(find(lists, "d", NOW - 1)).isNull();
    assertThat(find(lists, "e", NOW)).isNotNull();
    assertThat(lists.size(EntityList.BLOCK)).isEqualTo(1);
  }

  @Test
  void anEntryThatExpiredLongAgoIsNotTaken() throws Exception {
    lists.put(blocked("d", ListEntry.NEVER, 1), NOW);
    lists.put(blocked("d", NOW - KEPT - 1, 2), NOW);

    assertThat(state.contains("BLOCK/DEVICE/d")).isFalse();
    assertThat(lists.lookup().isEmpty()).isTrue();
  }

  private static ListEntry find(KnownLists in, String device, long eventTime) {
    return in.lookup().find(EntityList.BLOCK, EntityKind.DEVICE, device, eventTime);
  }

  private static ListEntry blocked(String device, long expiresAt, long version) {
    return new ListEntry(
        EntityList.BLOCK, EntityKind.DEVICE, device, null, expiresAt, version, "t", 0, 0);
  }
}
