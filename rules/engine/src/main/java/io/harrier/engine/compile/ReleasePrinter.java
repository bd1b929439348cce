package io.harrier.engine.compile;

import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.rule.Compare;
import io.harrier.engine.rule.RuleConstants;
import io.harrier.engine.rule.SessionFact;
import java.util.List;

/**
 * Prints a checked release as the rules that are compiled: one pattern over one fact for each, and
 * a consequence that reports the rule's position. Nothing that an analyst wrote is copied.
 */
final class ReleasePrinter {
  /** Package of all compiled classes. */
  static final String PACKAGE = "io.harrier.compiled";

  /** Name of the class of the fact that rules on transactions look at. */
  static final String FACT = PACKAGE + "." + FactPrinter.SIMPLE_NAME;

  private final ConstantTable constants = new ConstantTable();
  private final String fact;
  private final String drl;

  ReleasePrinter(ReleaseDefinition release) {
    fact = FactPrinter.print(release, PACKAGE);
    ConditionPrinter conditions =
        new ConditionPrinter(new OperandPrinter(release, constants), constants);
    StringBuilder out = new StringBuilder("package " + PACKAGE + ";\n\n");
    for (Class<?> used : List.of(Compare.class, SessionFact.class)) {
      out.append("import ").append(used.getName()).append(";\n");
    }
    for (int i = 0; i < release.rules().size(); i++) {
      RuleDefinition rule = release.rules().get(i);
      out.append("\nrule \"").append(i).append("\"\nwhen\n  $fact : ");
      out.append(fact(rule.scope())).append("(\n    ");
      out.append(String.join(",\n    ", conditions.constraints(rule.condition())));
      out.append(" )\nthen\n  $fact.fire(").append(i).append(");\nend\n");
    }
    drl = out.toString();
  }

  /** Source of the class of the fact that rules on transactions look at. */
  String fact() {
    return fact;
  }

  String drl() {
    return drl;
  }

  RuleConstants constants() {
    return constants.constants();
  }

  private static String fact(RuleDefinition.Scope scope) {
    return switch (scope) {
      case TRANSACTION -> FactPrinter.SIMPLE_NAME;
      case SESSION -> SessionFact.class.getSimpleName();
    };
  }
}
