package io.harrier.engine.rule;

import io.harrier.engine.expression.InvalidExpressionException;
import io.harrier.engine.expression.ReasonTemplate;
import io.harrier.engine.expression.ReasonTemplate.Placeholder;
import io.harrier.engine.expression.ReasonTemplate.Words;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.Action;
import io.harrier.engine.release.RuleDefinition.Mark;
import io.harrier.engine.release.RuleDefinition.RaiseAlert;
import io.harrier.model.Severity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What a rule does when it has fired, prepared once for a release. */
final class PreparedRule {
  private static final String ABSENT = "unknown";

  private final String id;
  private final Severity severity;
  private final List<PreparedAlert> alerts;
  private final Set<String> marks;

  private PreparedRule(
      String id, Severity severity, List<PreparedAlert> alerts, Set<String> marks) {
    this.id = id;
    this.severity = severity;
    this.alerts = alerts;
    this.marks = marks;
  }

  private record PreparedAlert(int score, List<Function<RuleFact, Object>> reason) {}

  /**
   * @throws IllegalArgumentException if a reason names an unknown property
   */
  static PreparedRule of(RuleDefinition rule, ReleaseDefinition release, PropertyReader reader) {
    List<PreparedAlert> alerts = new ArrayList<>();
    Set<String> marks = new LinkedHashSet<>();
    for (Action action : rule.actions()) {
      if (action instanceof RaiseAlert alert) {
        alerts.add(new PreparedAlert(alert.score(), reason(alert, rule, release, reader)));
      } else if (action instanceof Mark mark) {
        marks.add(mark.name());
      }
    }
    return new PreparedRule(rule.id(), rule.severity(), List.copyOf(alerts), Set.copyOf(marks));
  }

  private static List<Function<RuleFact, Object>> reason(
      RaiseAlert alert, RuleDefinition rule, ReleaseDefinition release, PropertyReader reader) {
    try {
      List<Function<RuleFact, Object>> parts = new ArrayList<>();
      ReasonTemplate template =
          ReasonTemplate.parse(alert.reason(), release.vocabulary(), rule.scope().facts());
      for (ReasonTemplate.Part part : template.parts()) {
        if (part instanceof Placeholder placeholder) {
          parts.add(reader.reader(placeholder.property()));
        } else if (part instanceof Words words) {
          parts.add(fact -> words.text());
        }
      }
      return List.copyOf(parts);
    } catch (InvalidExpressionException e) {
      throw new IllegalArgumentException("rule " + rule.id() + ": " + e.getMessage(), e);
    }
  }

  Set<String> marks() {
    return marks;
  }

  boolean onlyMarks() {
    return alerts.isEmpty();
  }

  void raise(RuleFact fact, List<FiredAlert> into) {
    for (PreparedAlert alert : alerts) {
      StringBuilder reason = new StringBuilder();
      for (Function<RuleFact, Object> part : alert.reason()) {
        append(part.apply(fact), reason);
      }
      into.add(new FiredAlert(id, severity, alert.score(), reason.toString()));
    }
  }

  private static void append(Object value, StringBuilder into) {
    if (value instanceof BigDecimal number) {
      into.append(number.toPlainString());
    } else {
      into.append(value == null ? ABSENT : value);
    }
  }
}
