package io.harrier.detection.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.ActivityCount;
import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Flink declares close() to throw any exception
class PreAggregateActivityTest {
  private static final long MINUTE = 60_000;

  @Test
  void sumsByMinuteCountryChannelAndCurrencyUntilTheWindowEnds() throws Exception {
    try (var harness = harness(100)) {
      receive(harness, 1, 10, "AT");
      receive(harness, MINUTE - 1, 20, "AT");
      receive(harness, MINUTE, 40, "AT");
      receive(harness, 2, 80, null);
      assertThat(harness.extractOutputValues()).isEmpty();

      harness.processWatermark(MINUTE - 2);
      assertThat(harness.extractOutputValues()).isEmpty();

      harness.processWatermark(MINUTE - 1);
      assertThat(harness.extractOutputValues())
          .containsExactlyInAnyOrder(
              new ActivityCount(0, MINUTE, "AT", Channel.POS, "EUR", 2, 30),
              new ActivityCount(0, MINUTE, "??", Channel.POS, "EUR", 1, 80));

      harness.processWatermark(2 * MINUTE - 1);
      assertThat(harness.extractOutputValues())
          .hasSize(3)
          .contains(new ActivityCount(MINUTE, 2 * MINUTE, "AT", Channel.POS, "EUR", 1, 40));
    }
  }

  @Test
  void nothingIsKeptAcrossACheckpointNorBeyondTheBound() throws Exception {
    try (var harness = harness(1)) {
      receive(harness, 1, 10, "AT");
      receive(harness, 1, 10, "DE");
      assertThat(harness.extractOutputValues()).hasSize(1);

      harness.prepareSnapshotPreBarrier(1);

      assertThat(harness.extractOutputValues()).hasSize(2);
    }
  }

  private static OneInputStreamOperatorTestHarness<Transaction, ActivityCount> harness(int max)
      throws Exception {
    OneInputStreamOperatorTestHarness<Transaction, ActivityCount> harness =
        new OneInputStreamOperatorTestHarness<>(new PreAggregateActivity(MINUTE, max));
    harness.open();
    return harness;
  }

  private static void receive(
      OneInputStreamOperatorTestHarness<Transaction, ActivityCount> harness,
      long eventTime,
      long amount,
      String country)
      throws Exception {
    harness.processElement(
        Transaction.builder("t", "u", eventTime).amount(amount, "EUR").country(country).build(),
        eventTime);
  }
}
