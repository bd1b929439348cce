package io.harrier.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.release.Aggregate;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.Window;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundsTest {
  private static final long HOUR = 3_600_000;
  private static final int ROWS = 100;

  private final EventHistory history = new EventHistory();

  @Test
  void aHistoryTakesAboutFortyBytesForATransaction() throws IOException {
    FeaturePlan plan = new FeaturePlan(List.of(), ROWS, 24 * HOUR, 0);
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      history.add(usual(random, i), plan);
    }

    assertThat(history.size()).isBetween(ROWS, ROWS + ROWS / 8);
    assertThat(bytes() / history.size()).isBetween(30, 48);
  }

  @Test
  void staysWithinItsBoundHoweverMuchHappens() throws IOException {
    List<FeatureDefinition> features = RandomInput.FEATURES.subList(0, 200);
    FeaturePlan plan = new FeaturePlan(features, ROWS, HOUR, 0);
    for (int i = 0; i < 4_000; i++) {
      history.add(
          Transaction.builder("t" + i, "u", i)
              .amount(i, "C" + (char) ('A' + i % 26) + (char) ('A' + i / 26 % 26))
              .merchantId("merchant-" + i)
              .deviceId("device-" + i)
              .build(),
          plan);
    }

    int tiles = Tiles.LIMIT * 52 + LastSeen.LIMIT * 16 + 100;
    assertThat(bytes()).isLessThan(history.size() * 120 + features.size() * tiles);
    assertThat(history.size()).isBetween(ROWS, ROWS + ROWS / 8);
  }

  @Test
  void forgetsWhatNoWindowReaches() {
    FeaturePlan plan = plan(feature(Aggregate.COUNT, null, new Window.Sliding(HOUR)), 1_000);
    for (int i = 0; i < 10_000; i++) {
      history.add(usual(new Random(i), i), plan);
    }

    assertThat(history.size()).isBetween(60, 60 + plan.condensesEvery());
  }

  @Test
  void aCountBeyondTheRowsIsAsGoodAsItsTilesAreNarrow() {
    FeaturePlan plan = plan(feature(Aggregate.COUNT, null, new Window.Sliding(10 * HOUR)), 50);
    FeatureValues values = new FeatureValues(1);
    for (int i = 0; i < 3_000; i++) {
      Transaction transaction = usual(new Random(i), i);
      history.add(transaction, plan);
      plan.evaluate(history, transaction, values);
      assertThat(values.isWarm()).isTrue();
      assertThat((long) values.get(0)).isBetween(Math.min(i, 590L), Math.min(i + 1, 610L));
      assertThat(values.errorBound(0)).isLessThanOrEqualTo(10);
    }
  }

  @Test
  void aSessionLongerThanTheHistoryIsExact() {
    FeaturePlan plan =
        plan(feature(Aggregate.SUM, TransactionField.AMOUNT, new Window.Session(2 * 60_000)), ROWS);
    FeatureValues values = new FeatureValues(1);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < 5_000; i++) {
      Transaction transaction = usual(new Random(i), i);
      sum = sum.add(BigDecimal.valueOf(transaction.amountMinor(), 2));
      history.add(transaction, plan);
      plan.evaluate(history, transaction, values);
      assertThat(values.get(0)).isEqualTo(sum);
      assertThat(values.errorBound(0)).isZero();
    }
  }

  @Test
  void aNewFeatureIsWarmAtOnceWhereTheRowsReachAndLaterWhereTheyDoNot() {
    FeaturePlan shortPlan =
        plan(feature(Aggregate.COUNT, null, new Window.Sliding(10 * 60_000)), 1_000);
    for (int i = 0; i < 500; i++) {
      history.add(usual(new Random(i), i), shortPlan);
    }
    FeaturePlan fits = plan(feature(Aggregate.COUNT, null, new Window.Sliding(5 * 60_000)), 1_000);
    FeaturePlan reachesFurther =
        plan(feature(Aggregate.COUNT, null, new Window.Sliding(HOUR)), 1_000);
    FeatureValues values = new FeatureValues(1);
    List<Boolean> warm = new ArrayList<>();
    for (int i = 500; i < 600; i++) {
      Transaction transaction = usual(new Random(i), i);
      history.add(transaction, reachesFurther);
      reachesFurther.evaluate(history, transaction, values);
      warm.add(values.isWarm());
      assertThat(values.errorBound(0)).isEqualTo(values.isWarm() ? 0 : FeatureValues.UNBOUNDED);
      fits.evaluate(history, transaction, values);
      assertThat(values.isWarm()).isTrue();
    }

    int cold = warm.indexOf(true);
    assertThat(cold).isBetween(49 - fits.condensesEvery(), 49);
    assertThat(warm.subList(cold, 100)).containsOnly(true);
  }

  @Test
  void anUnchangedFeatureKeepsItsTilesInTheNextRelease() {
    FeatureDefinition feature = feature(Aggregate.COUNT, null, new Window.Sliding(HOUR));
    FeatureDefinition renamed =
        new FeatureDefinition(
            "renamed",
            Aggregate.COUNT,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            feature.window());
    FeatureDefinition added =
        feature(Aggregate.SUM, TransactionField.AMOUNT, new Window.Sliding(HOUR));
    FeaturePlan before = plan(feature, 10);
    FeaturePlan after = new FeaturePlan(List.of(added, renamed), 10, 0, 0);
    for (int i = 0; i < 100; i++) {
      history.add(usual(new Random(i), i), before);
    }
    Transaction next = usual(new Random(100), 100);
    FeatureValues values = new FeatureValues(2);
    history.add(next, after);
    after.evaluate(history, next, values);

    assertThat(values.isWarm()).isFalse();
    assertThat(values.errorBound(0)).isEqualTo(FeatureValues.UNBOUNDED);
    assertThat(values.get(1)).isEqualTo(60L);
    assertThat(values.errorBound(1)).isLessThanOrEqualTo(1);
  }

  private static FeaturePlan plan(FeatureDefinition feature, int maxEvents) {
    return new FeaturePlan(List.of(feature), maxEvents, 0, 0);
  }

  private static FeatureDefinition feature(
      Aggregate aggregate, TransactionField of, Window window) {
    return new FeatureDefinition(
        "feature", aggregate, Optional.ofNullable(of), Optional.empty(), List.of(), window);
  }

  /** One a minute. */
  private static Transaction usual(Random random, int i) {
    return Transaction.builder("transaction-" + i, "u", 1_760_000_000_000L + i * 60_000L)
        .amount(random.nextInt(100_000), "EUR")
        .merchantId("merchant-" + random.nextInt(20))
        .mcc("54" + random.nextInt(10))
        .deviceId("device-" + random.nextInt(2))
        .cardToken("card")
        .country("FR")
        .location(48.85, 2.35)
        .build();
  }

  private int bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    history.write(new DataOutputStream(bytes));
    return bytes.size();
  }
}
