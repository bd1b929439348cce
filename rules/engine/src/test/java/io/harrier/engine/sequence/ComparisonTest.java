package io.harrier.engine.sequence;

import static io.harrier.engine.sequence.PatternBuilder.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harrier.engine.release.PatternDefinition.AmountRatio;
import io.harrier.engine.release.PatternDefinition.Condition;
import io.harrier.engine.release.PatternDefinition.DifferentFrom;
import io.harrier.engine.release.PatternDefinition.SameAs;
import io.harrier.engine.release.PatternDefinition.Speed;
import io.harrier.engine.vocabulary.GreatCircle;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Transaction;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final long HOUR = 3_600_000;
  private static final Condition SAME_DEVICE = new SameAs("a", TransactionField.DEVICE_ID);
  private static final Condition OTHER_DEVICE = new DifferentFrom("a", TransactionField.DEVICE_ID);
  private static final Condition TENFOLD =
      new AmountRatio("a", new BigDecimal("10"), new BigDecimal("20"));
  private static final Condition FASTER_THAN_A_PLANE = new Speed("a", 900);

  @Test
  void sameAs() {
    assertThat(matches(SAME_DEVICE, a -> a.deviceId("d1"), b -> b.deviceId("d1"))).isTrue();
    assertThat(matches(SAME_DEVICE, a -> a.deviceId("d1"), b -> b.deviceId("d2"))).isFalse();
  }

  @Test
  void differentFrom() {
    assertThat(matches(OTHER_DEVICE, a -> a.deviceId("d1"), b -> b.deviceId("d2"))).isTrue();
    assertThat(matches(OTHER_DEVICE, a -> a.deviceId("d1"), b -> b.deviceId("d1"))).isFalse();
  }

  @Test
  void aMissingValueIsNeitherSameNorDifferent() {
    assertThat(matches(SAME_DEVICE, a -> a, b -> b)).isFalse();
    assertThat(matches(OTHER_DEVICE, a -> a, b -> b.deviceId("d1"))).isFalse();
    assertThat(matches(OTHER_DEVICE, a -> a.deviceId("d1"), b -> b)).isFalse();
  }

  @Test
  void everyFieldCanBeCompared() {
    UnaryOperator<Transaction.Builder> full =
        t ->
            t.amount(5, "EUR")
                .merchantId("m")
                .terminalId("t")
                .mcc("5411")
                .cardToken("c")
                .deviceId("d")
                .ipAddress("::1")
                .counterpartyId("cp")
                .country("DE")
                .location(1, 2);
    for (TransactionField field : TransactionField.values()) {
      boolean unique =
          field == TransactionField.TRANSACTION_ID || field == TransactionField.EVENT_TIME;
      assertThat(matches(new SameAs("a", field), full, full)).as(field.name()).isEqualTo(!unique);
      assertThat(matches(new DifferentFrom("a", field), full, full))
          .as(field.name())
          .isEqualTo(unique);
    }
  }

  @Test
  void hourAndDayAreInUtc() {
    Transaction thursdayEvening = Transaction.builder("t", "u", 23 * HOUR + 1).build();
    Transaction wednesday = Transaction.builder("t", "u", -1).build();

    assertThat(FieldText.of(thursdayEvening, TransactionField.HOUR)).isEqualTo("23");
    assertThat(FieldText.of(thursdayEvening, TransactionField.DAY_OF_WEEK)).isEqualTo("4");
    assertThat(FieldText.of(wednesday, TransactionField.DAY_OF_WEEK)).isEqualTo("3");
  }

  @Test
  void amountRatioIncludesItsBounds() {
    assertThat(matches(TENFOLD, a -> a.amount(100, "EUR"), b -> b.amount(999, "EUR"))).isFalse();
    assertThat(matches(TENFOLD, a -> a.amount(100, "EUR"), b -> b.amount(1000, "EUR"))).isTrue();
    assertThat(matches(TENFOLD, a -> a.amount(100, "EUR"), b -> b.amount(2000, "EUR"))).isTrue();
    assertThat(matches(TENFOLD, a -> a.amount(100, "EUR"), b -> b.amount(2001, "EUR"))).isFalse();
  }

  @Test
  void amountsOfDifferentCurrenciesHaveNoRatio() {
    assertThat(matches(TENFOLD, a -> a.amount(100, "EUR"), b -> b.amount(1000, "USD"))).isFalse();
    assertThat(matches(TENFOLD, a -> a.amount(0, "EUR"), b -> b.amount(0, "EUR"))).isFalse();
  }

  @Test
  void speedIsGreatCircleDistanceOverTime() {
    // Berlin to Paris is 878 km.
    UnaryOperator<Transaction.Builder> berlin = t -> t.location(52.52, 13.405);
    UnaryOperator<Transaction.Builder> paris = t -> t.location(48.8566, 2.3522);

    assertThat(matches(FASTER_THAN_A_PLANE, berlin, paris, HOUR / 2)).isTrue();
    assertThat(matches(FASTER_THAN_A_PLANE, berlin, paris, HOUR)).isFalse();
    assertThat(matches(FASTER_THAN_A_PLANE, berlin, paris, 0)).isTrue();
    assertThat(matches(FASTER_THAN_A_PLANE, berlin, berlin, 0)).isFalse();
    assertThat(matches(FASTER_THAN_A_PLANE, berlin, t -> t, 1)).isFalse();
  }

  @Test
  void greatCircleOfKnownDistances() {
    double quarter = 6371.0088 * Math.PI / 2;

    assertThat(GreatCircle.kilometres(0, 0, 0, 90)).isCloseTo(quarter, within(1e-6));
    assertThat(GreatCircle.kilometres(90, 10, -90, 70)).isCloseTo(2 * quarter, within(1e-6));
    assertThat(GreatCircle.kilometres(0, 179.5, 0, -179.5)).isCloseTo(quarter / 90, within(1e-6));
    assertThat(GreatCircle.kilometres(52.52, 13.405, 52.52, 13.405)).isZero();
  }

  @Test
  void aRepeatIsComparedWithTheOneBeforeIt() {
    UserRun user =
        new UserRun(
            pattern("p", 100)
                .begin("a", new SameAs("a", TransactionField.MERCHANT_ID))
                .times(3, 3)
                .build());

    user.send("A", 1, t -> t.merchantId("m1"));
    user.send("A", 2, t -> t.merchantId("m2"));
    user.send("A", 3, t -> t.merchantId("m1"));
    assertThat(user.send("A", 4, t -> t.merchantId("m1"))).containsExactly("A@1 A@3 A@4");
  }

  @Test
  void aStepThatTookNothingComparesWithNothing() {
    UserRun user =
        new UserRun(
            pattern("p", 100)
                .begin("a")
                .followedBy("b")
                .optional()
                .followedBy("c", new SameAs("b", TransactionField.DEVICE_ID))
                .build());

    user.send("A", 1, t -> t.deviceId("d"));
    assertThat(user.send("C", 2, t -> t.deviceId("d"))).isEmpty();
  }

  private static boolean matches(
      Condition condition,
      UnaryOperator<Transaction.Builder> first,
      UnaryOperator<Transaction.Builder> second) {
    return matches(condition, first, second, 1);
  }

  private static boolean matches(
      Condition condition,
      UnaryOperator<Transaction.Builder> first,
      UnaryOperator<Transaction.Builder> second,
      long millis) {
    UserRun user =
        new UserRun(pattern("p", 10 * HOUR).begin("a").followedBy("b", condition).build());
    user.send("A", HOUR, first);
    return !user.send("B", HOUR + millis, second).isEmpty();
  }
}
