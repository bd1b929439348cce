package io.harrier.engine.window;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.ExpressionParser;
import io.harrier.engine.expression.InvalidExpressionException;
import io.harrier.engine.expression.NameScope;
import io.harrier.engine.release.Aggregate;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.Window;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Transactions that collide often: few values, equal times, repeated ids, out of order. */
final class RandomInput {
  static final List<String> CONDITIONS =
      List.of(
          "type == \"PURCHASE\"",
          "type in (\"LOGIN\", \"TRANSFER\") || channel != \"POS\"",
          "amount > 2.5 && status == \"DECLINED\"",
          "merchantId != null",
          "merchantId in (\"m1\", \"m2\")",
          "!(country == \"FR\")");
  static final List<Window> WINDOWS =
      List.of(
          new Window.Sliding(20_000),
          new Window.Sliding(90_000),
          new Window.Tumbling(64_000),
          new Window.Session(4_000));

  /** Every aggregate over every window, with every filter and comparison. */
  static final List<FeatureDefinition> FEATURES = features();

  private RandomInput() {}

  static Expression condition(String text) {
    try {
      return ExpressionParser.parse(text, NameScope.TRANSACTION);
    } catch (InvalidExpressionException e) {
      throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
    }
  }

  /**
   * @param disorder how far behind the newest one a transaction may be, milliseconds
   */
  static List<Transaction> transactions(Random random, int count, int disorder) {
    List<Transaction> transactions = new ArrayList<>();
    long clock = 1_760_000_000_000L;
    for (int i = 0; i < count; i++) {
      clock += random.nextInt(4) == 0 ? random.nextInt(9_000) : random.nextInt(4) * 500L;
      long time = random.nextInt(3) == 0 ? clock - random.nextInt(disorder + 1) : clock;
      String id = "t" + (random.nextInt(12) == 0 ? random.nextInt(i + 1) : i);
      transactions.add(transaction(random, id, time));
    }
    return transactions;
  }

  static Transaction transaction(Random random, String id, long time) {
    Transaction.Builder builder =
        Transaction.builder(id, "u", time)
            .amount(random.nextInt(600), List.of("EUR", "EUR", "JPY", "BHD").get(random.nextInt(4)))
            .type(any(random, TransactionType.values()))
            .channel(any(random, Channel.values()))
            .status(any(random, TransactionStatus.values()))
            .merchantId(text(random, "m", 4))
            .deviceId(text(random, "dé-", 40))
            .mcc(text(random, "54", 3))
            .country(random.nextInt(4) == 0 ? null : random.nextBoolean() ? "FR" : "DE");
    if (random.nextInt(3) > 0) {
      builder.location((random.nextInt(1800) - 900) / 10.0, (random.nextInt(3600) - 1800) / 10.0);
    }
    return builder.build();
  }

  private static String text(Random random, String prefix, int values) {
    int value = random.nextInt(values + 1);
    return value == values ? null : prefix + value;
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static List<FeatureDefinition> features() {
    List<Optional<Expression>> conditions = new ArrayList<>();
    conditions.add(Optional.empty());
    CONDITIONS.forEach(text -> conditions.add(Optional.of(condition(text))));
    List<List<TransactionField>> sames =
        List.of(
            List.of(),
            List.of(TransactionField.MERCHANT_ID),
            List.of(TransactionField.COUNTRY, TransactionField.CHANNEL));
    List<FeatureDefinition> features = new ArrayList<>();
    for (Aggregate aggregate : Aggregate.values()) {
      for (Window window : WINDOWS) {
        for (Optional<Expression> where : conditions) {
          for (List<TransactionField> same : sames) {
            for (Optional<TransactionField> of : fieldsOf(aggregate)) {
              String name = "f" + features.size();
              features.add(new FeatureDefinition(name, aggregate, of, where, same, window));
            }
          }
        }
      }
    }
    return features;
  }

  private static List<Optional<TransactionField>> fieldsOf(Aggregate aggregate) {
    return switch (aggregate) {
      case COUNT, ELAPSED, SPEED -> List.of(Optional.empty());
      case SUM, MIN, MAX, AVG -> List.of(Optional.of(TransactionField.AMOUNT));
      case DISTINCT ->
          List.of(Optional.of(TransactionField.DEVICE_ID), Optional.of(TransactionField.TYPE));
      case LAST ->
          List.of(Optional.of(TransactionField.DEVICE_ID), Optional.of(TransactionField.CHANNEL));
    };
  }
}
