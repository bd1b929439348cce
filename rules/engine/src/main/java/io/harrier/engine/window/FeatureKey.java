package io.harrier.engine.window;

import io.harrier.engine.expression.ExpressionPrinter;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.vocabulary.TransactionField;
import java.util.stream.Collectors;

/**
 * What a feature's tiles are found by: a hash of everything that decides its value, which its name
 * does not. So a feature that a new release leaves as it is, or renames, keeps its tiles.
 */
final class FeatureKey {
  private FeatureKey() {}

  static long of(FeatureDefinition feature) {
    String definition =
        String.join(
            "|",
            feature.aggregate().name(),
            feature.of().map(TransactionField::fieldName).orElse(""),
            feature.where().map(ExpressionPrinter::print).orElse(""),
            feature.same().stream()
                .map(TransactionField::fieldName)
                .sorted()
                .collect(Collectors.joining(",")),
            feature.window().toString());
    return TextHash.of(definition);
  }
}
