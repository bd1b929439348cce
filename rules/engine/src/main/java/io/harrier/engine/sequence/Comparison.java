package io.harrier.engine.sequence;

import io.harrier.engine.vocabulary.GreatCircle;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * Compares a transaction with the one an earlier step took. What either of them lacks never
 * compares well: no missing value makes a match.
 *
 * <p>Serializable, and built of nothing but numbers, because flink-cep insists on cleaning and
 * serializing conditions.
 */
sealed interface Comparison extends Serializable {

  boolean holds(SequenceEvent earlier, SequenceEvent now);

  /** Both have the same value. */
  record SameValue(int index) implements Comparison {
    @Override
    public boolean holds(SequenceEvent earlier, SequenceEvent now) {
      String value = now.value(index);
      return value != null && value.equals(earlier.value(index));
    }
  }

  /** Both have a value, not the same. */
  record DifferentValue(int index) implements Comparison {
    @Override
    public boolean holds(SequenceEvent earlier, SequenceEvent now) {
      String value = now.value(index);
      String before = earlier.value(index);
      return value != null && before != null && !value.equals(before);
    }
  }

  /** Amounts of one currency, the earlier one above zero; bounds inclusive. */
  record RatioBetween(BigDecimal min, BigDecimal max) implements Comparison {
    @Override
    public boolean holds(SequenceEvent earlier, SequenceEvent now) {
      if (earlier.amountMinor() <= 0 || !now.currency().equals(earlier.currency())) {
        return false;
      }
      BigDecimal amount = BigDecimal.valueOf(now.amountMinor());
      BigDecimal before = BigDecimal.valueOf(earlier.amountMinor());
      return amount.compareTo(before.multiply(min)) >= 0
          && amount.compareTo(before.multiply(max)) <= 0;
    }
  }

  /** Both are located; two places at the same instant are infinitely fast. */
  record AtLeastKmPerHour(double minimum) implements Comparison {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    @Override
    public boolean holds(SequenceEvent earlier, SequenceEvent now) {
      double kilometres =
          GreatCircle.kilometres(
              earlier.latitude(), earlier.longitude(), now.latitude(), now.longitude());
      double hours = (now.eventTime() - earlier.eventTime()) / MILLIS_PER_HOUR;
      return kilometres > 0 && kilometres >= minimum * hours;
    }
  }
}
