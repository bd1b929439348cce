package io.harrier.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harrier.model.RejectReason;
import io.harrier.model.Transaction;
import io.harrier.model.json.RejectedException;
import io.harrier.model.json.TransactionJson;
import io.harrier.simulator.record.SimulatedRecord;
import io.harrier.simulator.record.SimulatedRecord.Delivery;
import io.harrier.simulator.record.SimulatedRecord.Malformed;
import io.harrier.simulator.record.SimulatedRecord.Valid;
import io.harrier.simulator.truth.Truth;
import io.harrier.simulator.truth.Typology;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final long ALLOWED_LATENESS = 60_000;

  @Test
  void sameSettingsGiveTheSameRecords() {
    SimulationSettings settings = Runs.settings(7, 60);

    assertThat(Runs.bytes(settings)).hasSizeGreaterThan(1_000_000).isEqualTo(Runs.bytes(settings));
  }

  @Test
  void anotherSeedGivesOtherUsersAndOtherTransactions() {
    Set<String> users = new HashSet<>();
    Runs.records(Runs.settings(1, 30)).forEach(record -> users.add(record.userId()));

    assertThat(Runs.records(Runs.settings(2, 30)))
        .noneMatch(record -> users.contains(record.userId()));
  }

  @Test
  void withoutDisorderEventTimesNeverGoBack() {
    SimulationSettings settings = Runs.orderly(3, 80);
    long newest = settings.start().toEpochMilli();

    for (SimulatedRecord record : Runs.records(settings)) {
      long time = ((Valid) record).transaction().eventTime();
      assertThat(time).isGreaterThanOrEqualTo(newest);
      newest = time;
    }
    assertThat(newest).isLessThan(settings.end().toEpochMilli());
  }

  @Test
  void disorderChangesNothingOfWhatHappens() {
    Set<Transaction> orderly = new HashSet<>();
    Runs.transactions(Runs.records(Runs.orderly(4, 50)))
        .forEach(valid -> orderly.add(valid.transaction()));
    Set<Transaction> disorderly = new HashSet<>();
    Runs.transactions(Runs.records(Runs.orderly(4, 50).withDisorder(0.3, 0.05, 0.1, 0.1)))
        .forEach(valid -> disorderly.add(valid.transaction()));

    assertThat(disorderly).isEqualTo(orderly);
  }

  @Test
  void transactionIdsAreUnique() {
    Set<String> ids = new HashSet<>();

    assertThat(Runs.transactions(Runs.records(Runs.settings(5, 100))))
        .allMatch(valid -> ids.add(valid.transaction().transactionId()));
  }

  @Test
  void deliveriesAreWhatTheySay() {
    SimulationSettings settings = Runs.settings(6, 100).withDisorder(0.2, 0.05, 0.1, 0.02);
    Map<String, Long> newest = new HashMap<>();
    Map<String, Valid> sent = new HashMap<>();
    Map<Delivery, Integer> counts = new HashMap<>();

    for (SimulatedRecord record : Runs.records(settings)) {
      if (!(record instanceof Valid valid)) {
        continue;
      }
      Transaction transaction = valid.transaction();
      counts.merge(valid.delivery(), 1, Integer::sum);
      long before = newest.getOrDefault(valid.userId(), Long.MIN_VALUE / 2);
      boolean late = before - transaction.eventTime() > ALLOWED_LATENESS;
      assertThat(late).isEqualTo(valid.delivery() == Delivery.LATE);
      boolean repeated = sent.put(transaction.transactionId(), valid) != null;
      assertThat(repeated).isEqualTo(valid.delivery() == Delivery.DUPLICATE);
      if (!late) {
        newest.merge(valid.userId(), transaction.eventTime(), Math::max);
      }
    }

    double valid = sent.size();
    assertThat(counts.get(Delivery.OUT_OF_ORDER) / valid).isCloseTo(0.2, within(0.02));
    assertThat(counts.get(Delivery.DUPLICATE) / valid).isCloseTo(0.1, within(0.02));
    assertThat(counts.get(Delivery.LATE) / valid).isBetween(0.02, 0.06);
  }

  @Test
  void malformedRecordsAreRejectedForTheirReason() {
    SimulationSettings settings = Runs.settings(8, 40).withDisorder(0, 0, 0, 0.1);
    Simulation simulation = Simulation.of(settings);
    Map<Object, Long> seen = new HashMap<>();

    while (simulation.hasNext()) {
      if (simulation.next() instanceof Malformed bad) {
        assertThat(reasonOf(bad, settings.end().toEpochMilli())).isEqualTo(bad.reason().name());
        seen.merge(bad.reason(), 1L, Long::sum);
      }
    }

    assertThat(seen).isEqualTo(simulation.tally().malformed()).hasSize(12);
  }

  @Test
  void reasonsToRejectTakeTurnsAndOneRecordIsFarTooLarge() {
    List<Malformed> malformed =
        Runs.records(Runs.settings(8, 40).withMalformedShare(0.1)).stream()
            .filter(Malformed.class::isInstance)
            .map(Malformed.class::cast)
            .limit(24)
            .toList();

    for (RejectReason reason : RejectReason.values()) {
      assertThat(malformed).filteredOn(bad -> bad.reason() == reason).hasSize(2);
    }
    assertThat(malformed)
        .filteredOn(bad -> bad.reason() == RejectReason.TOO_LARGE)
        .extracting(bad -> bad.bytes().length > 10_000_000)
        .containsExactly(true, false);
  }

  /** Whether an event time is too far ahead is for the reader's clock to say. */
  private static String reasonOf(Malformed bad, long now) {
    try {
      Transaction read = TransactionJson.decode(bad.bytes());
      return read.eventTime() > now + Duration.ofMinutes(5).toMillis() ? "FUTURE_TIME" : "none";
    } catch (RejectedException e) {
      return e.reason().name();
    }
  }

  @Test
  void everyValidTransactionSurvivesTheWire() throws RejectedException {
    for (Valid valid : Runs.transactions(Runs.records(Runs.settings(9, 40)))) {
      byte[] json = TransactionJson.encode(valid.transaction());
      assertThat(TransactionJson.decode(json)).isEqualTo(valid.transaction());
    }
  }

  @Test
  void fraudHasItsShareAndEveryTypologyItsEpisodes() {
    Simulation simulation = Simulation.of(Runs.settings(10, 600));
    simulation.forEachRemaining(record -> {});
    SimulationTally tally = simulation.tally();

    assertThat((double) tally.fraudulent() / tally.valid()).isCloseTo(0.006, within(0.001));
    assertThat(tally.episodes()).hasSize(Typology.values().length);
  }

  @Test
  void anEpisodeIsCompletedWithItsLastTransaction() {
    Map<String, Integer> transactions = new HashMap<>();
    int completed = 0;
    for (Valid valid : Runs.transactions(Runs.records(Runs.settings(11, 200)))) {
      for (Truth truth : valid.truth()) {
        assertThat(truth.userId()).isEqualTo(valid.userId());
        if (truth instanceof Truth.Episode episode) {
          completed++;
          assertThat(transactions.remove(episode.episodeId()))
              .isEqualTo(episode.transactionIds().size());
          assertThat(episode.end()).isEqualTo(valid.transaction().eventTime());
        } else {
          transactions.merge(truth.episodeId(), 1, Integer::sum);
        }
      }
    }
    assertThat(completed).isGreaterThan(20);
    assertThat(transactions).isEmpty();
  }

  @Test
  void noFraudWhereNoneIsWanted() {
    assertThat(Runs.transactions(Runs.records(Runs.settings(12, 40).withFraudShare(0))))
        .allMatch(valid -> valid.truth().isEmpty());
  }

  @Test
  void sizedSimulationsHaveAboutTheWantedNumberOfTransactions() {
    for (double rate : new double[] {100, 800}) {
      Simulation simulation =
          Simulation.of(SimulationSettings.sized(Runs.END, 13, rate, Duration.ofMinutes(2)));
      simulation.forEachRemaining(record -> {});
      assertThat((double) simulation.tally().records()).isCloseTo(rate * 120, within(rate * 24));
      assertThat(simulation.simulatedTime()).isBefore(Runs.END);
    }
  }

  @Test
  void simulatedTimeNeverRunsAheadOfWhatHasBeenReturned() {
    Simulation simulation = Simulation.of(Runs.orderly(14, 30));
    while (simulation.hasNext()) {
      Valid valid = (Valid) simulation.next();
      assertThat(simulation.simulatedTime().toEpochMilli())
          .isGreaterThanOrEqualTo(valid.transaction().eventTime());
    }
  }

  @Test
  void someUsersAreKnownToBeRisky() {
    List<KnownRisk> risks = Simulation.of(Runs.settings(15, 500)).knownRisks();

    assertThat(risks).hasSize(30).allMatch(risk -> risk.score() > 0 && risk.score() < 1);
    assertThat(risks).filteredOn(risk -> risk.score() >= 0.85).hasSize(10);
    assertThat(risks).isEqualTo(Simulation.of(Runs.settings(15, 500)).knownRisks());
  }

  @Test
  void sharesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Runs.settings(1, 10).withFraudShare(0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fraudShare must be from 0 to 0.5, not 0.9");
  }
}
