package io.harrier.engine.window;

import io.harrier.engine.release.Aggregate;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.Window;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.util.List;
import java.util.Optional;

/** The history, with tiles of every shape, whose bytes are kept for each version of the format. */
final class GoldenHistory {
  private static final List<TransactionType> TYPES = List.of(TransactionType.values());
  private static final Optional<TransactionField> NONE = Optional.empty();

  static final List<FeatureDefinition> FEATURES =
      List.of(
          feature("count", Aggregate.COUNT, NONE, new Window.Sliding(500_000)),
          feature(
              "sum",
              Aggregate.SUM,
              Optional.of(TransactionField.AMOUNT),
              new Window.Session(9_000)),
          feature(
              "devices",
              Aggregate.DISTINCT,
              Optional.of(TransactionField.DEVICE_ID),
              new Window.Tumbling(86_400_000)),
          feature(
              "lastCountry",
              Aggregate.LAST,
              Optional.of(TransactionField.COUNTRY),
              new Window.Sliding(500_000)));

  private GoldenHistory() {}

  static FeaturePlan plan() {
    return new FeaturePlan(FEATURES, 20, 60_000, 0);
  }

  static EventHistory create() {
    EventHistory history = new EventHistory();
    FeaturePlan plan = plan();
    for (int i = 0; i < 90; i++) {
      history.add(transaction(i), plan);
    }
    return history;
  }

  static Transaction transaction(int i) {
    Transaction.Builder builder =
        Transaction.builder("golden-" + i, "user", 1_760_000_000_000L + i * 4_000L)
            .type(TYPES.get(i % TYPES.size()))
            .amount(100L + i, i % 7 == 0 ? "USD" : "EUR")
            .status(i % 3 == 0 ? TransactionStatus.DECLINED : TransactionStatus.APPROVED)
            .merchantId("merchant-" + i % 11)
            .deviceId("dévice-" + i % 31)
            .country(i % 5 == 0 ? null : "FR");
    return i % 2 == 0 ? builder.location(48.8566, 2.3522).build() : builder.build();
  }

  private static FeatureDefinition feature(
      String name, Aggregate aggregate, Optional<TransactionField> of, Window window) {
    return new FeatureDefinition(name, aggregate, of, Optional.empty(), List.of(), window);
  }
}
