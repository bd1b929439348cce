package io.harrier.engine.expression;

import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.vocabulary.Fact;
import io.harrier.engine.vocabulary.Spelling;
import java.util.List;

/** Finds the property that a name means. */
final class Names {
  private final NameScope scope;

  Names(NameScope scope) {
    this.scope = scope;
  }

  Property simple(Token word) throws InvalidExpressionException {
    String name = word.text();
    if (!name.startsWith("$")) {
      return property(scope.fact(), word);
    }
    Property bound = scope.bindings().get(name);
    if (bound == null) {
      throw new InvalidExpressionException(
          "nothing is bound to "
              + name
              + " before this; a pattern binds it with \""
              + name
              + " : property\"",
          word.line());
    }
    return bound;
  }

  Property qualified(Token factWord, Token word) throws InvalidExpressionException {
    Fact fact =
        Fact.named(factWord.text())
            .filter(scope.facts()::contains)
            .orElseThrow(
                () ->
                    new InvalidExpressionException(
                        "\""
                            + factWord.text()
                            + "\" has no parts here; a name before a point is one of "
                            + String.join(", ", allowedFacts()),
                        factWord.line()));
    return property(fact, word);
  }

  private Property property(Fact fact, Token word) throws InvalidExpressionException {
    if (scope.vocabulary().typeOf(fact, word.text()).isEmpty()) {
      throw new InvalidExpressionException(
          fact.factName()
              + " has no property \""
              + word.text()
              + "\""
              + Spelling.hint(word.text(), scope.vocabulary().properties(fact)),
          word.line());
    }
    return new Property(fact.factName(), word.text());
  }

  private List<String> allowedFacts() {
    return scope.facts().stream().sorted().map(Fact::factName).toList();
  }
}
