package io.harrier.engine.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.engine.release.Aggregate;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.Window;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Transaction;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeaturePlanTest {
  private static final long MINUTE = 60_000;

  private final EventHistory history = new EventHistory();

  @Test
  void theWindowIsOpenAtItsStartAndClosedAtItsEnd() {
    FeaturePlan plan = plan(Aggregate.COUNT, null);

    assertThat(value(plan, at("start", 0))).isEqualTo(1L);
    assertThat(value(plan, at("inside", 1))).isEqualTo(2L);
    assertThat(value(plan, at("end", MINUTE))).isEqualTo(2L);
    assertThat(value(plan, at("same time", MINUTE))).isEqualTo(3L);
  }

  @Test
  void whatHappenedLaterDoesNotCount() {
    FeaturePlan plan = plan(Aggregate.COUNT, null);
    value(plan, at("a", 1_000));
    value(plan, at("c", 9_000));

    assertThat(value(plan, at("b", 5_000))).isEqualTo(2L);
  }

  @Test
  void otherCurrenciesAreNotAdded() {
    FeaturePlan plan = plan(Aggregate.SUM, TransactionField.AMOUNT);
    value(plan, Transaction.builder("a", "u", 1).amount(150, "EUR").build());
    value(plan, Transaction.builder("b", "u", 2).amount(990, "USD").build());

    assertThat(value(plan, Transaction.builder("c", "u", 3).amount(50, "EUR").build()))
        .isEqualTo(new BigDecimal("2.00"));
    assertThat(value(plan, Transaction.builder("d", "u", 4).amount(7, "JPY").build()))
        .isEqualTo(new BigDecimal("7"));
  }

  @Test
  void twoPlacesAtOnceAreOneSecondApart() {
    FeaturePlan plan = plan(Aggregate.SPEED, null);
    value(plan, Transaction.builder("paris", "u", 5).location(48.8566, 2.3522).build());

    BigDecimal speed =
        (BigDecimal)
            value(plan, Transaction.builder("rome", "u", 5).location(41.9028, 12.4964).build());
    assertThat(speed.doubleValue() / 3_600).isBetween(1_100.0, 1_110.0);
    assertThat(value(plan, at("nowhere", 6))).isNull();
  }

  @Test
  void thereIsNothingBeforeTheFirstTransaction() {
    assertThat(value(plan(Aggregate.LAST, TransactionField.COUNTRY), at("a", 1))).isNull();
    assertThat(value(plan(Aggregate.ELAPSED, null), at("b", 2_500))).isEqualTo(2L);
  }

  @Test
  void aTransactionWhoseWindowHasBeenForgottenIsNotWarm() {
    FeaturePlan plan = plan(Aggregate.COUNT, null);
    FeatureValues values = new FeatureValues(1);
    value(plan, at("forgotten", MINUTE - 1));
    for (int i = 0; i < plan.condensesEvery(); i++) {
      value(plan, at("recent" + i, 10 * MINUTE));
    }
    Transaction late = at("late", MINUTE);
    history.add(late, plan);
    plan.evaluate(history, late, values);

    assertThat(values.isWarm()).isFalse();
    assertThat(values.errorBound(0)).isEqualTo(FeatureValues.UNBOUNDED);
  }

  @Test
  void refusesWhatAHistoryCannotAnswer() {
    assertThatThrownBy(() -> plan(Aggregate.LAST, TransactionField.TRANSACTION_ID))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feature feature: LAST cannot be of transactionId");
    assertThatThrownBy(() -> plan(Aggregate.SUM, null)).hasMessageContaining("nothing");
    assertThatThrownBy(() -> new FeaturePlan(List.of(), 0, 1))
        .hasMessageContaining("must be 1 to 8192");
  }

  private Object value(FeaturePlan plan, Transaction transaction) {
    FeatureValues values = new FeatureValues(1);
    history.add(transaction, plan);
    plan.evaluate(history, transaction, values);
    assertThat(values.isWarm()).isTrue();
    assertThat(values.errorBound(0)).isZero();
    return values.get(0);
  }

  private static FeaturePlan plan(Aggregate aggregate, TransactionField of) {
    return new FeaturePlan(List.of(feature(aggregate, of, List.of())), 100, 0);
  }

  private static FeatureDefinition feature(
      Aggregate aggregate, TransactionField of, List<TransactionField> same) {
    return new FeatureDefinition(
        "feature",
        aggregate,
        Optional.ofNullable(of),
        Optional.empty(),
        same,
        new Window.Sliding(MINUTE));
  }

  private static Transaction at(String id, long time) {
    return Transaction.builder(id, "u", time).build();
  }
}
