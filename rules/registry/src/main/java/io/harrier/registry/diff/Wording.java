package io.harrier.registry.diff;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.expression.ExpressionPrinter;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.AmountRatio;
import io.harrier.engine.release.PatternDefinition.Condition;
import io.harrier.engine.release.PatternDefinition.DifferentFrom;
import io.harrier.engine.release.PatternDefinition.SameAs;
import io.harrier.engine.release.PatternDefinition.Speed;
import io.harrier.engine.release.PatternDefinition.Step;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.Action;
import io.harrier.engine.release.RuleDefinition.Mark;
import io.harrier.engine.release.RuleDefinition.RaiseAlert;
import io.harrier.engine.release.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the parts of a release say, property by property, as an analyst would put it. */
final class Wording {
  private static final long[] UNITS = {86_400_000L, 3_600_000L, 60_000L, 1_000L};
  private static final String[] UNIT_NAMES = {"d", "h", "m", "s"};

  private Wording() {}

  static Map<String, String> of(ReleaseDefinition release) {
    Map<String, String> said = new LinkedHashMap<>();
    said.put("description", release.description());
    said.put("review from score", Integer.toString(release.thresholds().review()));
    said.put("block from score", Integer.toString(release.thresholds().block()));
    said.put("session gap", duration(release.sessionGap()));
    return said;
  }

  static Map<String, String> of(RuleDefinition rule) {
    Map<String, String> said = new LinkedHashMap<>();
    said.put("name", rule.name());
    if (!rule.description().isEmpty()) {
      said.put("description", rule.description());
    }
    said.put("looks at", lower(rule.scope()));
    said.put("severity", rule.severity().name());
    said.put("condition", condition(rule.condition()));
    List<Action> actions = rule.actions();
    for (int i = 0; i < actions.size(); i++) {
      String which = actions.size() == 1 ? "" : " " + (i + 1);
      if (actions.get(i) instanceof RaiseAlert alert) {
        said.put("score" + which, Integer.toString(alert.score()));
        said.put("reason" + which, alert.reason());
      } else if (actions.get(i) instanceof Mark mark) {
        said.put("mark" + which, mark.name());
      }
    }
    return said;
  }

  static Map<String, String> of(FeatureDefinition feature) {
    Map<String, String> said = new LinkedHashMap<>();
    said.put("aggregate", lower(feature.aggregate()));
    feature.of().ifPresent(field -> said.put("of", field.fieldName()));
    feature.where().ifPresent(where -> said.put("where", condition(where)));
    if (!feature.same().isEmpty()) {
      said.put(
          "same",
          feature.same().stream().map(same -> same.fieldName()).collect(Collectors.joining(", ")));
    }
    said.put("window", window(feature.window()));
    return said;
  }

  static Map<String, String> of(PatternDefinition pattern) {
    Map<String, String> said = new LinkedHashMap<>();
    said.put("severity", pattern.severity().name());
    said.put("score", Integer.toString(pattern.score()));
    said.put("reason", pattern.reason());
    said.put("within", duration(pattern.within()));
    said.put("skip", lower(pattern.skip()));
    for (int i = 0; i < pattern.steps().size(); i++) {
      said.put("step " + (i + 1), step(pattern.steps().get(i), i == 0));
    }
    return said;
  }

  private static String step(Step step, boolean first) {
    StringBuilder text = new StringBuilder();
    if (!first) {
      text.append(lower(step.contiguity())).append(' ');
    }
    text.append(step.name()).append(": mark ").append(step.mark());
    if (step.minTimes() != 1 || step.maxTimes() != 1) {
      text.append(", ").append(step.minTimes());
      if (step.maxTimes() != step.minTimes()) {
        text.append(" to ").append(step.maxTimes());
      }
      text.append(" times");
    }
    if (step.optional()) {
      text.append(", optional");
    }
    step.conditions().forEach(condition -> text.append(", ").append(condition(condition)));
    return text.toString();
  }

  private static String condition(Condition condition) {
    if (condition instanceof SameAs same) {
      return "same " + same.field().fieldName() + " as " + same.step();
    } else if (condition instanceof DifferentFrom different) {
      return "another " + different.field().fieldName() + " than " + different.step();
    } else if (condition instanceof AmountRatio ratio) {
      return "amount %s to %s times that of %s"
          .formatted(ratio.min().toPlainString(), ratio.max().toPlainString(), ratio.step());
    } else if (condition instanceof Speed speed) {
      return "at least %s km/h from %s".formatted(speed.minKmPerHour(), speed.step());
    }
    throw new IllegalArgumentException("unknown condition " + condition);
  }

  private static String condition(Expression expression) {
    return expression instanceof And and && and.terms().isEmpty()
        ? "(always)"
        : ExpressionPrinter.print(expression);
  }

  private static String window(Window window) {
    if (window instanceof Window.Sliding sliding) {
      return "sliding " + duration(sliding.size());
    } else if (window instanceof Window.Tumbling tumbling) {
      return "tumbling " + duration(tumbling.size());
    } else if (window instanceof Window.Session session) {
      return "session " + duration(session.gap());
    }
    throw new IllegalArgumentException("unknown window " + window);
  }

  /** As it is written in a release: 1h30m. */
  static String duration(long millis) {
    StringBuilder text = new StringBuilder();
    long rest = millis;
    for (int i = 0; i < UNITS.length; i++) {
      if (rest >= UNITS[i]) {
        text.append(rest / UNITS[i]).append(UNIT_NAMES[i]);
        rest %= UNITS[i];
      }
    }
    return rest > 0 || text.isEmpty() ? text.append(rest).append("ms").toString() : text.toString();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
