package io.harrier.alerting.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.harrier.alerting.AlertFixture;
import io.harrier.alerting.intake.ReceivedAlert;
import io.harrier.alerting.notification.CaseNotice;
import io.harrier.alerting.standing.CaseStanding;
import io.harrier.model.Severity;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // the harness declares close() throws Exception
class TrackCasesTest {
  private static final Duration SUPPRESSION = Duration.ofMinutes(10);
  private static final Duration RETENTION = Duration.ofDays(2);

  private static KeyedOneInputStreamOperatorTestHarness<String, ReceivedAlert, StoredAlert>
      harness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new TrackCases(SUPPRESSION, RETENTION, Severity.HIGH)),
        ReceivedAlert::userId,
        Types.STRING);
  }

  private static void send(
      KeyedOneInputStreamOperatorTestHarness<String, ReceivedAlert, StoredAlert> harness,
      AlertFixture alert)
      throws Exception {
    harness.processElement(alert.received(), alert.eventTime());
  }

  private static <T> List<T> side(
      KeyedOneInputStreamOperatorTestHarness<String, ReceivedAlert, StoredAlert> harness,
      OutputTag<T> tag) {
    Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  @Test
  void storesEveryAlertAndSaysWhichAreSuppressed() throws Exception {
    try (var harness = harness()) {
      harness.open();

      send(harness, AlertFixture.of("a1", "u1"));
      send(harness, AlertFixture.of("a2", "u1").minutesLater(1));
      send(harness, AlertFixture.of("a3", "u2").minutesLater(1));

      assertThat(harness.extractOutputValues())
          .extracting(StoredAlert::suppressed)
          .containsExactly(false, true, false);
      assertThat(harness.extractOutputValues().get(0).offset()).isEqualTo(7);
      assertThat(side(harness, TrackCases.CHANGES))
          .extracting(CaseChange::caseId, CaseChange::alertCount)
          .containsExactly(tuple("case-u1", 1), tuple("case-u1", 2), tuple("case-u2", 1));
      assertThat(side(harness, TrackCases.STANDINGS))
          .extracting(CaseStanding::userId)
          .containsExactly("u1", "u1", "u2");
    }
  }

  @Test
  void noticesACaseWhenItIsFirstSevereEnough() throws Exception {
    try (var harness = harness()) {
      harness.open();

      send(harness, AlertFixture.of("a1", "u1").with(Severity.MEDIUM, 30));
      send(harness, AlertFixture.of("a2", "u1").by("r2").with(Severity.HIGH, 60));
      send(harness, AlertFixture.of("a3", "u1").by("r3").with(Severity.CRITICAL, 95));

      assertThat(side(harness, TrackCases.NOTICES))
          .extracting(CaseNotice::alertId)
          .containsExactly("a2");
    }
  }

  /** An upgrade compares the names that the jars say with one another. */
  @Test
  void namesEveryStateThatASnapshotHolds() throws Exception {
    try (var harness = harness()) {
      harness.open();
      send(harness, AlertFixture.of("a1", "u1"));

      Set<String> names = new HashSet<>();
      for (KeyedStateHandle handle : harness.snapshot(1, 1).getManagedKeyedState()) {
        try (var in = ((StreamStateHandle) handle).openInputStream()) {
          var header = new KeyedBackendSerializationProxy<String>(getClass().getClassLoader());
          header.read(new DataInputViewStreamWrapper(in));
          header.getStateMetaInfoSnapshots().stream()
              .filter(state -> state.getBackendStateType() == BackendStateType.KEY_VALUE)
              .forEach(state -> names.add(state.getName()));
        }
      }
      assertThat(names).isEqualTo(TrackCases.stateNames());
    }
  }

  @Test
  void continuesAfterARestoreAndAReplay() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = harness()) {
      harness.open();
      send(harness, AlertFixture.of("a1", "u1"));
      snapshot = harness.snapshot(1, 1);
      send(harness, AlertFixture.of("a2", "u1").minutesLater(20));
    }
    try (var harness = harness()) {
      harness.initializeState(snapshot);
      harness.open();
      send(harness, AlertFixture.of("a2", "u1").minutesLater(20));
      send(harness, AlertFixture.of("a3", "u1").minutesLater(21));

      assertThat(side(harness, TrackCases.CHANGES))
          .extracting(CaseChange::alertCount)
          .containsExactly(2, 3);
      assertThat(harness.extractOutputValues())
          .extracting(StoredAlert::suppressed)
          .containsExactly(false, true);
    }
  }

  @Test
  void forgetsTheUserAfterTheRetention() throws Exception {
    long noon = AlertFixture.NOON;
    try (var harness = harness()) {
      harness.open();
      harness.setProcessingTime(0);
      send(harness, AlertFixture.of("a1", "u1"));
      harness.setProcessingTime(1_000);
      send(harness, AlertFixture.of("a2", "u1").minutesLater(60));
      harness.processWatermark(noon + RETENTION.plusMinutes(60).toMillis());

      harness.setProcessingTime(RETENTION.toMillis());
      assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
      assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);

      harness.setProcessingTime(RETENTION.toMillis() + 1_000);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numProcessingTimeTimers()).isZero();
    }
  }

  /** As where one task of the detection job has caught up, and another one has not. */
  @Test
  void aCaseGoesOnThoughAlertsOfOthersAreFarAhead() throws Exception {
    try (var harness = harness()) {
      harness.open();
      send(harness, AlertFixture.of("a1", "u1"));
      send(harness, AlertFixture.of("a2", "u2").minutesLater(RETENTION.toMinutes() + 600));
      harness.processWatermark(AlertFixture.NOON + RETENTION.plusMinutes(600).toMillis());
      send(harness, AlertFixture.of("a3", "u1").minutesLater(60));

      assertThat(side(harness, TrackCases.CHANGES))
          .extracting(CaseChange::caseId, CaseChange::alertCount)
          .containsExactly(tuple("case-u1", 1), tuple("case-u2", 1), tuple("case-u1", 2));
    }
  }

  /** The clock has passed the retention, and what comes has not. */
  @Test
  void aCaseGoesOnAfterALongOutage() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = harness()) {
      harness.open();
      harness.setProcessingTime(0);
      send(harness, AlertFixture.of("a1", "u1"));
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness()) {
      harness.initializeState(snapshot);
      harness.open();
      harness.setProcessingTime(RETENTION.toMillis() * 2);
      send(harness, AlertFixture.of("a2", "u1").minutesLater(60));

      assertThat(side(harness, TrackCases.CHANGES))
          .extracting(CaseChange::alertCount)
          .containsExactly(2);
    }
  }
}
