package io.harrier.engine.compile;

import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.rule.RuleConstants;
import io.harrier.engine.rule.TransactionFact;
import java.math.BigDecimal;
import java.util.List;

/**
 * Prints the class of the fact that a release's rules look at: a transaction with a getter for each
 * feature, named by the feature's position.
 */
final class FactPrinter {
  static final String SIMPLE_NAME = "ReleaseFact";

  private FactPrinter() {}

  static String print(ReleaseDefinition release, String packageName) {
    StringBuilder out = new StringBuilder("package " + packageName + ";\n\n");
    for (Class<?> used : List.of(RuleConstants.class, TransactionFact.class, BigDecimal.class)) {
      out.append("import ").append(used.getName()).append(";\n");
    }
    out.append(
        """

        public final class %1$s extends TransactionFact {
          public %1$s(RuleConstants constants) {
            super(constants);
          }
        """
            .formatted(SIMPLE_NAME));
    for (int i = 0; i < release.features().size(); i++) {
      out.append(getter(release.features().get(i), i));
    }
    return out.append("}\n").toString();
  }

  /** The property's name in constraints. */
  static String property(int feature) {
    return "feature" + feature;
  }

  private static String getter(FeatureDefinition feature, int position) {
    String body =
        switch (feature.valueType()) {
          case INTEGER -> "public Long getFeature%1$d() { return integer(%1$d); }";
          case DECIMAL -> "public BigDecimal getFeature%1$d() { return decimal(%1$d); }";
          case TEXT -> "public String getFeature%1$d() { return text(%1$d); }";
          case BOOLEAN ->
              throw new IllegalArgumentException("no feature is a boolean: " + feature.name());
        };
    return "\n  " + body.formatted(position) + "\n";
  }
}
