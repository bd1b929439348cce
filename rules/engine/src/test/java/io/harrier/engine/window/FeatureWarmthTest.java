package io.harrier.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.release.Aggregate;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.Thresholds;
import io.harrier.engine.release.Window;
import io.harrier.engine.window.FeatureWarmth.InForce;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureWarmthTest {
  private static final long HOUR = 3_600_000;
  private static final long T = 1_000 * HOUR;
  private static final long HORIZON = 2 * HOUR;
  private static final long LATENESS = HOUR / 60;
  private static final int BUSY = 40;

  @Test
  void everythingIsWarmInTheFirstRelease() {
    assertThat(warmth(in(T, sliding(9 * HOUR)))).isEqualTo(new FeatureWarmth("f0", T, T));
  }

  @Test
  void aWindowThatTheReleaseBeforeReachedIsWarmAtOnce() {
    assertThat(warmth(in(0, sliding(9 * HOUR)), in(T, sliding(5 * HOUR))))
        .isEqualTo(new FeatureWarmth("f0", T, T + 5 * HOUR));
  }

  @Test
  void aLongerOneIsColdUntilWhatWasKeptReachesFarEnough() {
    assertThat(warmth(in(0, sliding(5 * HOUR)), in(T, sliding(9 * HOUR))))
        .isEqualTo(new FeatureWarmth("f0", T + 4 * HOUR - LATENESS, T + 9 * HOUR));
  }

  @Test
  void anUnchangedFeatureStaysWarm() {
    assertThat(warmth(in(0, sliding(9 * HOUR)), in(T, sliding(9 * HOUR))))
        .isEqualTo(new FeatureWarmth("f0", T, T));
  }

  /** What is said is what the evidence of users says, after several changes of the windows. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isKept(long seed) {
    Random random = new Random(seed);
    List<InForce> releases = new ArrayList<>();
    long active = T;
    for (int i = 0; i < 4; i++) {
      FeatureDefinition[] features = new FeatureDefinition[2];
      for (int f = 0; f < features.length; f++) {
        features[f] = feature(f, window(random));
      }
      releases.add(in(active, features));
      active += (1 + random.nextInt(12)) * HOUR;
    }
    long end = active + 30 * HOUR;
    int[] seenCold = new int[2];
    for (int user = 0; user < 30; user++) {
      boolean busy = user % 2 == 0;
      EventHistory history = new EventHistory();
      long time = T;
      for (int n = 0; time < end; n++) {
        InForce release = at(releases, time);
        FeaturePlan plan = plan(release, busy ? BUSY : 4_096);
        Transaction transaction = Transaction.builder("t" + n, "u", time).build();
        FeatureValues values = new FeatureValues(2);
        history.add(transaction, plan);
        plan.evaluate(history, transaction, values);
        List<FeatureWarmth> said =
            FeatureWarmth.of(releases.subList(0, releases.indexOf(release) + 1), HORIZON, LATENESS);
        for (int f = 0; f < 2; f++) {
          long from = busy ? said.get(f).warmForBusyUsersFrom() : said.get(f).warmFrom();
          if (time >= from) {
            assertThat(values.isWarm(f))
                .as("user %s at %s, warm from %s", user, time, from)
                .isTrue();
          } else if (!values.isWarm(f)) {
            seenCold[busy ? 0 : 1]++;
          }
        }
        time += random.nextInt((int) (busy ? HOUR / 30 : HOUR));
      }
    }
    assertThat(seenCold[0]).isPositive();
  }

  @Test
  void inShadowAWindowThatNobodyKeepsStaysCold() {
    List<InForce> live = List.of(in(0, sliding(5 * HOUR)));

    assertThat(inShadow(in(T, sliding(9 * HOUR)), live))
        .isEqualTo(new FeatureWarmth("f0", FeatureWarmth.NEVER, FeatureWarmth.NEVER));
    assertThat(inShadow(in(T, sliding(4 * HOUR)), live))
        .isEqualTo(new FeatureWarmth("f0", T, FeatureWarmth.NEVER));
    assertThat(inShadow(in(T, sliding(5 * HOUR)), live)).isEqualTo(new FeatureWarmth("f0", T, T));
  }

  /** What is said of a shadow is what it sees beside two releases that decide. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isKeptInShadow(long seed) {
    Random random = new Random(seed);
    List<InForce> live =
        List.of(
            in(T, feature(0, window(random)), feature(1, window(random))),
            in(T + 20 * HOUR, feature(0, window(random)), feature(1, window(random))));
    FeatureDefinition shared = live.get(1).release().features().get(0);
    InForce shadow = in(T + 22 * HOUR, shared, feature(1, window(random)));
    List<FeatureWarmth> said = FeatureWarmth.inShadow(shadow, live, HORIZON, LATENESS);
    int seenWarm = 0;
    for (int user = 0; user < 20; user++) {
      boolean busy = user % 2 == 0;
      EventHistory history = new EventHistory();
      long time = T;
      for (int n = 0; time < T + 60 * HOUR; n++) {
        int exact = busy ? BUSY : 4_096;
        Transaction transaction = Transaction.builder("t" + n, "u", time).build();
        history.add(transaction, plan(at(live, time), exact));
        if (time >= shadow.activeFrom()) {
          FeatureValues values = new FeatureValues(2);
          plan(shadow, exact).evaluate(history, transaction, values);
          for (int f = 0; f < 2; f++) {
            long from = busy ? said.get(f).warmForBusyUsersFrom() : said.get(f).warmFrom();
            if (time >= from) {
              assertThat(values.isWarm(f)).as("user %s at %s, from %s", user, time, from).isTrue();
              seenWarm++;
            }
          }
        }
        time += random.nextInt((int) (busy ? HOUR / 30 : HOUR));
      }
    }
    assertThat(seenWarm).isPositive();
  }

  @Test
  void aReleaseLooksBackAsFarAsItsLongestWindow() {
    assertThat(FeatureWarmth.lookBack(in(0, sliding(5 * HOUR), sliding(9 * HOUR)).release()))
        .isEqualTo(9 * HOUR);
    assertThat(FeatureWarmth.lookBack(in(0).release())).isZero();
  }

  private static FeaturePlan plan(InForce release, int exact) {
    return new FeaturePlan(release.release().features(), exact, HORIZON, LATENESS);
  }

  private static FeatureWarmth inShadow(InForce shadow, List<InForce> releases) {
    return FeatureWarmth.inShadow(shadow, releases, HORIZON, LATENESS).get(0);
  }

  private static InForce at(List<InForce> releases, long time) {
    return releases.stream()
        .filter(release -> release.activeFrom() <= time)
        .max(Comparator.comparingLong(InForce::activeFrom))
        .orElseThrow();
  }

  private static Window window(Random random) {
    long size = (1 + random.nextInt(20)) * HOUR;
    return random.nextBoolean() ? new Window.Sliding(size) : new Window.Tumbling(size);
  }

  private static FeatureWarmth warmth(InForce... releases) {
    return FeatureWarmth.of(List.of(releases), HORIZON, LATENESS).get(0);
  }

  private static InForce in(long activeFrom, FeatureDefinition... features) {
    return new InForce(
        new ReleaseDefinition(
            "r", "", Thresholds.DEFAULT, HOUR, List.of(features), List.of(), List.of()),
        activeFrom);
  }

  private static FeatureDefinition sliding(long size) {
    return feature(0, new Window.Sliding(size));
  }

  private static FeatureDefinition feature(int number, Window window) {
    return new FeatureDefinition(
        "f" + number, Aggregate.COUNT, Optional.empty(), Optional.empty(), List.of(), window);
  }
}
