package io.harrier.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import io.harrier.simulator.record.SimulatedRecord.Valid;
import io.harrier.simulator.truth.Truth;
import io.harrier.simulator.truth.Typology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the episodes of each typology have in common. */
class TypologyShapesTest {
  private static final Map<Typology, List<List<Transaction>>> EPISODES =
      new EnumMap<>(Typology.class);
  private static final Map<String, List<Transaction>> BY_USER = new HashMap<>();

  @BeforeAll
  static void simulate() {
    Map<String, List<Transaction>> transactions = new TreeMap<>();
    for (Valid valid : Runs.transactions(Runs.records(Runs.orderly(21, 600)))) {
      BY_USER.computeIfAbsent(valid.userId(), user -> new ArrayList<>()).add(valid.transaction());
      for (Truth truth : valid.truth()) {
        List<Transaction> episode =
            transactions.computeIfAbsent(truth.episodeId(), id -> new ArrayList<>());
        if (truth instanceof Truth.FraudulentTransaction) {
          episode.add(valid.transaction());
        } else {
          EPISODES.computeIfAbsent(truth.typology(), t -> new ArrayList<>()).add(episode);
        }
      }
    }
  }

  private static void each(Typology typology, Consumer<List<Transaction>> requirement) {
    assertThat(EPISODES.get(typology)).isNotEmpty().allSatisfy(requirement::accept);
  }

  @Test
  void cardTestingIsManyTinyAttemptsMostOfThemDeclined() {
    each(
        Typology.CARD_TESTING,
        episode -> {
          List<Transaction> tiny = episode.stream().filter(t -> t.amountMinor() <= 250).toList();
          assertThat(tiny).hasSizeGreaterThanOrEqualTo(6);
          assertThat(duration(tiny)).isLessThan(Duration.ofMinutes(11));
        });
    assertThat(EPISODES.get(Typology.CARD_TESTING).stream().flatMap(List::stream).toList())
        .filteredOn(t -> t.status() == TransactionStatus.DECLINED)
        .hasSizeGreaterThan(5);
  }

  @Test
  void velocityBurstIsAtLeastSevenPurchasesInMinutes() {
    each(
        Typology.VELOCITY_BURST,
        episode -> {
          assertThat(episode).hasSizeGreaterThanOrEqualTo(7);
          assertThat(duration(episode)).isLessThan(Duration.ofMinutes(25));
        });
  }

  @Test
  void takeoverIsALoginFromANewDeviceThenTransfersFromIt() {
    each(
        Typology.ACCOUNT_TAKEOVER,
        episode -> {
          Transaction first = episode.get(0);
          assertThat(first.type()).isEqualTo(TransactionType.LOGIN);
          assertThat(episode).allMatch(t -> t.deviceId().equals(first.deviceId()));
          assertThat(before(first)).noneMatch(t -> first.deviceId().equals(t.deviceId()));
          assertThat(episode).last().matches(t -> t.type() == TransactionType.TRANSFER);
        });
  }

  @Test
  void impossibleTravelIsFarFromAPurchaseWithinTheHour() {
    each(
        Typology.IMPOSSIBLE_TRAVEL,
        episode -> {
          Transaction first = episode.get(0);
          assertThat(before(first))
              .anyMatch(
                  t ->
                      t.isLocated()
                          && first.eventTime() - t.eventTime() < Duration.ofHours(1).toMillis()
                          && Math.abs(t.latitude() - first.latitude())
                                  + Math.abs(t.longitude() - first.longitude())
                              > 9);
        });
  }

  @Test
  void dormantAccountsWereSilentForWeeks() {
    each(
        Typology.DORMANT_AWAKENING,
        episode -> {
          List<Transaction> before = before(episode.get(0));
          long last = before.get(before.size() - 1).eventTime();
          assertThat(episode.get(0).eventTime() - last)
              .isGreaterThan(Duration.ofDays(23).toMillis());
        });
  }

  @Test
  void bustOutSpendsThousandsInTwoDays() {
    each(
        Typology.BUST_OUT,
        episode -> {
          assertThat(episode.stream().mapToLong(Transaction::amountMinor).sum())
              .isGreaterThan(220_000);
          assertThat(duration(episode)).isLessThan(Duration.ofDays(2));
        });
  }

  @Test
  void mulesPassOnWhatCameIn() {
    each(
        Typology.MULE,
        episode -> {
          long in = episode.get(0).amountMinor();
          long out = episode.stream().skip(1).mapToLong(Transaction::amountMinor).sum();
          assertThat(episode.get(0).type()).isEqualTo(TransactionType.DEPOSIT);
          assertThat((double) out / in).isBetween(0.84, 0.99);
          assertThat(duration(episode)).isLessThan(Duration.ofMinutes(30));
        });
  }

  @Test
  void structuringStaysBelowTheLimit() {
    each(
        Typology.STRUCTURING,
        episode ->
            assertThat(episode)
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(t -> t.amountMinor() < 1_000_000 && t.amountMinor() >= 880_000)
                .allMatch(t -> t.channel() == Channel.ATM));
  }

  @Test
  void aCompromisedTerminalChargesTheSameAmountAgainAndAgain() {
    each(
        Typology.TERMINAL_COMPROMISE,
        episode -> {
          assertThat(episode).hasSizeGreaterThanOrEqualTo(3);
          assertThat(episode.stream().map(Transaction::terminalId).distinct()).hasSize(1);
          assertThat(episode.stream().map(Transaction::amountMinor).distinct()).hasSize(1);
        });
  }

  @Test
  void nightSpreesAreSeveralPurchasesWithinTwoHoursOrSo() {
    each(
        Typology.NIGHT_SPREE,
        episode -> {
          assertThat(episode).hasSizeGreaterThanOrEqualTo(5);
          assertThat(duration(episode)).isLessThan(Duration.ofHours(2).plusMinutes(10));
        });
  }

  @Test
  void highRiskUsersSpendHundreds() {
    each(
        Typology.HIGH_RISK_USER,
        episode -> assertThat(episode).allMatch(t -> t.amountMinor() >= 32_000));
  }

  @Test
  void refundAbuseIsRefundAfterRefund() {
    each(
        Typology.REFUND_ABUSE,
        episode ->
            assertThat(episode)
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(t -> t.type() == TransactionType.REFUND));
  }

  private static Duration duration(List<Transaction> episode) {
    return Duration.ofMillis(
        episode.get(episode.size() - 1).eventTime() - episode.get(0).eventTime());
  }

  private static List<Transaction> before(Transaction transaction) {
    return BY_USER.get(transaction.userId()).stream()
        .filter(t -> t.eventTime() < transaction.eventTime())
        .toList();
  }
}
