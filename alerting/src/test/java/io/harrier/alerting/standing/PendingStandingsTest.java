package io.harrier.alerting.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.Outcome;
import org.junit.jupiter.api.Test;

class PendingStandingsTest {
  private final PendingStandings pending = new PendingStandings(2);

  private static DecisionStanding decision(String userId, long decidedAt) {
    return new DecisionStanding(
        userId, Outcome.ALLOW, 0, "d" + decidedAt, "t" + decidedAt, "base@1", 1, decidedAt);
  }

  @Test
  void onlyTheNewestOfAUserWaits() {
    pending.add(decision("u1", 2));
    pending.add(decision("u1", 3));
    pending.add(decision("u1", 1));

    assertThat(pending.size()).isEqualTo(1);
    assertThat(pending.take(10)).containsExactly(decision("u1", 3));
  }

  @Test
  void theEldestMakesRoom() {
    assertThat(pending.add(decision("u1", 1))).isZero();
    assertThat(pending.add(decision("u2", 2))).isZero();
    assertThat(pending.add(decision("u3", 3))).isEqualTo(1);

    assertThat(pending.unsettled()).containsExactly(decision("u2", 2), decision("u3", 3));
  }

  @Test
  void whatHasWaitedLongestIsTakenFirst() {
    pending.add(decision("u1", 1));
    pending.add(decision("u2", 2));

    assertThat(pending.take(1)).containsExactly(decision("u1", 1));
    assertThat(pending.take(2)).containsExactly(decision("u2", 2));
    assertThat(pending.inFlight()).isEqualTo(2);
  }

  @Test
  void whatIsInFlightIsUnsettledUntilItIsSettled() {
    pending.add(decision("u1", 1));
    StandingUpdate taken = pending.take(1).get(0);

    assertThat(pending.hasWaiting()).isFalse();
    assertThat(pending.unsettled()).containsExactly(taken);

    pending.settle(taken);
    assertThat(pending.isEmpty()).isTrue();
  }

  @Test
  void aFailedUpdateGivesWayToANewerOne() {
    pending.add(decision("u1", 1));
    StandingUpdate failed = pending.take(1).get(0);
    pending.add(decision("u1", 2));

    pending.settle(failed);
    pending.add(failed);

    assertThat(pending.unsettled()).containsExactly(decision("u1", 2));
  }
}
