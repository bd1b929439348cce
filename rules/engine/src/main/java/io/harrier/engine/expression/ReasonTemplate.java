package io.harrier.engine.expression;

import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.vocabulary.Fact;
import io.harrier.engine.vocabulary.Spelling;
import io.harrier.engine.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A reason for people, in which {@code {name}} stands for the value of a property. */
public record ReasonTemplate(List<Part> parts) {

  /** A piece of a reason. */
  public sealed interface Part {}

  public record Words(String text) implements Part {}

  public record Placeholder(Property property) implements Part {}

  public ReasonTemplate {
    parts = List.copyOf(parts);
  }

  /**
   * @param facts where a name is looked for, in this order; {@code {Risk.score}} names the fact
   */
  public static ReasonTemplate parse(String reason, Vocabulary vocabulary, List<Fact> facts)
      throws InvalidExpressionException {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    while (from < reason.length()) {
      int open = reason.indexOf('{', from);
      int close = open < 0 ? -1 : reason.indexOf('}', open);
      if (open < 0) {
        break;
      }
      if (close < 0) {
        throw new InvalidExpressionException("the reason has a { without a }", 0);
      }
      if (open > from) {
        parts.add(new Words(reason.substring(from, open)));
      }
      parts.add(
          new Placeholder(resolve(reason.substring(open + 1, close).trim(), vocabulary, facts)));
      from = close + 1;
    }
    if (from < reason.length()) {
      parts.add(new Words(reason.substring(from)));
    }
    return new ReasonTemplate(parts);
  }

  private static Property resolve(String name, Vocabulary vocabulary, List<Fact> facts)
      throws InvalidExpressionException {
    int point = name.indexOf('.');
    String simple = name.substring(point + 1);
    List<Fact> candidates = facts;
    if (point >= 0) {
      Optional<Fact> named = Fact.named(name.substring(0, point)).filter(facts::contains);
      candidates = named.map(List::of).orElse(List.of());
    }
    for (Fact fact : candidates) {
      if (vocabulary.typeOf(fact, simple).isPresent()) {
        return new Property(fact.factName(), simple);
      }
    }
    List<String> known =
        facts.stream().flatMap(fact -> vocabulary.properties(fact).stream()).toList();
    throw new InvalidExpressionException(
        "the reason's {" + name + "} is no known property" + Spelling.hint(simple, known), 0);
  }
}
