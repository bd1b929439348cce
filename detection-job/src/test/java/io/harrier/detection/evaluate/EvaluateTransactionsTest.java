package io.harrier.detection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.detection.source.ReferenceTable;
import io.harrier.detection.source.ReferenceUpdate.ListEntryDeleted;
import io.harrier.detection.source.ReferenceUpdate.ReleaseChanged;
import io.harrier.detection.source.ReferenceUpdate.RiskScoreDeleted;
import io.harrier.detection.source.ReferenceUpdate.Unreadable;
import io.harrier.engine.evaluate.EvaluationSettings.LateStrategy;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.ListEntry;
import io.harrier.model.Outcome;
import io.harrier.model.ReleaseState;
import io.harrier.model.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluateTransactionsTest {
  private static final long T = EvaluateHarness.NOW;

  @Test
  void decidesOnArrival() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.receive("t1", "ann", T);

      Decision decision = job.decisions().get(0);
      assertThat(decision.release()).isEqualTo("base@1");
      assertThat(decision.outcome()).isEqualTo(Outcome.ALLOW);
      assertThat(job.values(EvaluateTransactions.DECIDED)).hasSize(1);
    }
  }

  @Test
  void holdsTransactionsUntilAllSnapshotsAndARelease() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start()) {
      job.receive("t1", "ann", T);
      job.receive("t2", "ann", T + 1);
      job.receive("t3", "bob", T);
      job.poll();
      job.apply(References.mark(0, ReferenceTable.RISK_SCORES));
      job.poll();
      job.apply(References.mark(0, ReferenceTable.RELEASES));
      job.poll();
      job.apply(References.mark(0, ReferenceTable.ENTITY_LISTS));
      job.poll();
      assertThat(job.decisions()).isEmpty();

      job.apply(References.live(1, "base@1", 0));
      job.poll();

      assertThat(job.decided()).containsExactlyInAnyOrder("t1", "t2", "t3");
      assertThat(job.decided()).containsSubsequence("t1", "t2");
      assertThat(job.processingTimers()).isZero();
    }
  }

  @Test
  void evaluatesWhatItHeldBeforeWhatComesNext() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start()) {
      job.receive("t1", "ann", T);
      job.ready();
      job.receive("t2", "ann", T + 1);

      assertThat(job.decided()).containsExactly("t1", "t2");
      job.poll();
      assertThat(job.decided()).hasSize(2);
      assertThat(job.processingTimers()).isZero();
    }
  }

  @Test
  void waitsForEveryReferenceRecordOfStartUp() throws Exception {
    Map<ReferenceTable, Long> ends = Map.of(ReferenceTable.RISK_SCORES, 3L);
    try (EvaluateHarness job =
        EvaluateHarness.start(EvaluateHarness.settings(LateStrategy.DROP, 10), ends).ready()) {
      job.receive("t1", "ann", T);
      job.poll();
      assertThat(job.decisions()).isEmpty();

      job.apply(References.risk(2, "ann", 0.9, 1));
      job.poll();

      assertThat(job.decisions()).extracting(Decision::outcome).containsExactly(Outcome.BLOCK);
    }
  }

  @Test
  void failsLoudlyWhenItWouldHoldTooMany() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start()) {
      for (int i = 0; i < 10; i++) {
        job.receive("t" + i, "user" + i, T);
      }
      assertThatThrownBy(() -> job.receive("t10", "ann", T))
          .hasStackTraceContaining("NotReadyException")
          .hasStackTraceContaining("reference.risk-scores")
          .hasStackTraceContaining("Nothing is lost");
    }
  }

  @Test
  void riskScoresApplyByVersionAndDisappearWithTheirRow() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.apply(References.risk(5, "ann", 0.9, 2), References.risk(6, "ann", 0.1, 1));
      job.receive("t1", "ann", T);
      job.apply(new RiskScoreDeleted(7, "ann"));
      job.receive("t2", "ann", T);

      assertThat(job.decisions())
          .extracting(Decision::outcome)
          .containsExactly(Outcome.BLOCK, Outcome.ALLOW);
    }
  }

  @Test
  void entriesOfListsApplyByVersionExpireByEventTimeAndDisappearWithTheirRow() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.receive(payment("before", T));
      job.apply(
          References.blockedDevice(5, "d-1", T + 10, 2), References.blockedDevice(6, "d-1", T, 1));
      job.receive(payment("blocked", T + 9));
      job.receive(payment("expired", T + 10));
      job.apply(References.blockedDevice(7, "d-1", ListEntry.NEVER, 3));
      job.receive(payment("blocked again", T + 11));
      job.apply(new ListEntryDeleted(8, "BLOCK/DEVICE/d-1"));
      job.receive(payment("deleted", T + 12));

      assertThat(job.decisions())
          .filteredOn(decision -> decision.outcome() == Outcome.BLOCK)
          .extracting(Decision::transactionId)
          .containsExactly("blocked", "blocked again");
      assertThat(job.decisions()).hasSize(5);
    }
  }

  private static Transaction payment(String transactionId, long eventTime) {
    return Transaction.builder(transactionId, "ann", eventTime).deviceId("d-1").build();
  }

  @Test
  void theReleaseIsChosenByEventTime() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start()) {
      job.apply(References.live(0, "first@1", T), References.live(1, "second@1", T + 100));
      job.apply(References.marks());
      job.receive("before", "ann", T - 50);
      job.receive("during", "ann", T + 99);
      job.receive("after", "ann", T + 100);
      job.receive("out of order", "ann", T + 50);

      assertThat(job.decisions())
          .extracting(Decision::release)
          .containsExactly("first@1", "first@1", "second@1", "first@1");
    }
  }

  @Test
  void aBrokenReleaseLeavesThePreviousOneInForce() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.apply(
          new ReleaseChanged(
              7, References.release("bad@1", ReleaseState.LIVE, T - 10, "broken", 7)),
          new Unreadable(8, ReferenceTable.RELEASES, "worse@1", "not JSON"));
      job.receive("t1", "ann", T);

      assertThat(job.decisions()).extracting(Decision::release).containsExactly("base@1");
    }
  }

  @Test
  void aRetiredReleaseNoLongerDecides() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.apply(References.live(2, "next@1", T - 10));
      job.receive("t1", "ann", T);
      job.apply(
          new ReleaseChanged(
              3, References.release("next@1", ReleaseState.RETIRED, T - 10, "next@1", 3)),
          References.live(2, "next@1", T - 10));
      job.receive("t2", "ann", T);

      assertThat(job.decisions()).extracting(Decision::release).containsExactly("next@1", "base@1");
    }
  }

  @Test
  void aDuplicateHasNoEffect() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.receive(Transaction.builder("duplicate", "ann", T).amount(5000, "EUR").build());

      assertThat(job.decisions()).isEmpty();
      assertThat(job.alerts()).isEmpty();
      assertThat(job.values(EvaluateTransactions.DECIDED)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(LateStrategy.class)
  void lateTransactionsGoWhereTheStrategySays(LateStrategy strategy) throws Exception {
    try (EvaluateHarness job =
        EvaluateHarness.start(EvaluateHarness.settings(strategy, 10), Map.of()).ready()) {
      job.receive("t1", "ann", T);
      job.receive("late", "ann", T - 100_000);

      List<LateTransaction> late = job.values(EvaluateTransactions.LATE);
      switch (strategy) {
        case SIDE_OUTPUT -> {
          assertThat(job.decided()).containsExactly("t1");
          assertThat(late).extracting(LateTransaction::byMillis).containsExactly(1000L);
        }
        case EVALUATE -> {
          assertThat(job.decided()).containsExactly("t1", "late");
          assertThat(late).isEmpty();
        }
        case DROP -> {
          assertThat(job.decided()).containsExactly("t1");
          assertThat(late).isEmpty();
        }
      }
    }
  }

  @Test
  void aDeadlineFiresOnceAndHasOneTimerBesidesThatOfTheRetention() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.receive("t1", "ann", T);
      assertThat(job.eventTimers()).isEqualTo(1);
      job.receive("absence", "ann", T + 1);
      job.receive("t2", "ann", T + 2);
      assertThat(job.eventTimers()).isEqualTo(2);

      job.watermark(T + ScriptedRelease.ABSENCE_MILLIS);
      assertThat(job.alerts()).isEmpty();
      job.watermark(T + 1 + ScriptedRelease.ABSENCE_MILLIS);
      job.watermark(T + 3 + ScriptedRelease.ABSENCE_MILLIS);

      assertThat(job.alerts()).extracting(Alert::transactionId).containsExactly("absence");
      assertThat(job.eventTimers()).isEqualTo(1);
    }
  }

  @Test
  void nothingIsLeftOfAUserAfterTheRetention() throws Exception {
    try (EvaluateHarness job = EvaluateHarness.start().ready()) {
      job.receive("t1", "ann", T);
      job.watermark(T + Duration.ofDays(20).toMillis());
      job.receive("absence", "ann", T + Duration.ofDays(20).toMillis());
      job.watermark(T + Duration.ofDays(49).toMillis());
      assertThat(job.keyedStateEntries()).isEqualTo(1);

      job.watermark(T + Duration.ofDays(50).toMillis());

      assertThat(job.keyedStateEntries()).isZero();
      assertThat(job.eventTimers()).isZero();
      assertThat(job.processingTimers()).isZero();
      assertThat(job.alerts()).hasSize(1);
    }
  }
}
