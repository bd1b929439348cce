package io.harrier.bench;

import io.harrier.engine.expression.ExpressionParser;
import io.harrier.engine.expression.InvalidExpressionException;
import io.harrier.engine.expression.NameScope;
import io.harrier.engine.release.Aggregate;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.Window;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * What the window benchmark evaluates: features such as releases declare, and one user's stream.
 */
final class WindowWorkload {
  static final long DAY = Duration.ofDays(1).toMillis();
  static final long FIVE_MINUTES = Duration.ofMinutes(5).toMillis();

  static final List<FeatureDefinition> FEATURES =
      List.of(
          feature("burst", Aggregate.COUNT, null, null, FIVE_MINUTES),
          feature("spent", Aggregate.SUM, TransactionField.AMOUNT, null, DAY),
          feature(
              "declined",
              Aggregate.COUNT,
              null,
              "type == \"PURCHASE\" && status == \"DECLINED\"",
              DAY),
          feature("merchants", Aggregate.DISTINCT, TransactionField.MERCHANT_ID, null, DAY),
          feature("usual", Aggregate.AVG, TransactionField.AMOUNT, "type == \"PURCHASE\"", DAY));

  /** Of the windows above. */
  static final RescannedWindow.Sizes SIZES =
      new RescannedWindow.Sizes(FIVE_MINUTES, DAY, DAY, DAY, DAY);

  private static final List<TransactionType> TYPES = List.of(TransactionType.values());
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long SEED = 42;

  private WindowWorkload() {}

  static Transaction[] transactions(int count, int perDay) {
    Random random = new Random(SEED);
    Transaction[] transactions = new Transaction[count];
    for (int i = 0; i < count; i++) {
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      boolean declined = random.nextInt(10) == 0;
      transactions[i] =
          Transaction.builder(id, "user", START.toEpochMilli() + i * (DAY / perDay))
              .amount(random.nextInt(50_000), "EUR")
              .type(TYPES.get(random.nextInt(TYPES.size())))
              .status(declined ? TransactionStatus.DECLINED : TransactionStatus.APPROVED)
              .merchantId("merchant-" + random.nextInt(40))
              .mcc("54" + random.nextInt(10))
              .deviceId("device-" + random.nextInt(3))
              .country("FR")
              .location(48 + random.nextInt(100) / 100.0, 2.35)
              .build();
    }
    return transactions;
  }

  private static FeatureDefinition feature(
      String name, Aggregate aggregate, TransactionField of, String where, long size) {
    try {
      return new FeatureDefinition(
          name,
          aggregate,
          Optional.ofNullable(of),
          where == null
              ? Optional.empty()
              : Optional.of(ExpressionParser.parse(where, NameScope.TRANSACTION)),
          List.of(),
          new Window.Sliding(size));
    } catch (InvalidExpressionException e) {
      throw new IllegalStateException("the benchmark's own condition is wrong: " + where, e);
    }
  }
}
