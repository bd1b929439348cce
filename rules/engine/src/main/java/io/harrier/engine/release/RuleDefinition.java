package io.harrier.engine.release;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.vocabulary.Fact;
import io.harrier.model.Severity;
import java.util.List;
import java.util.Objects;

/**
 * One rule of a release, parsed.
 *
 * @param id from {@code @id}, unique in the release
 * @param name the text after {@code rule}
 * @param description from {@code @description}, or empty
 * @param scope whether it looks at a transaction or at a closed session
 * @param condition everything its patterns require, over all facts; an empty {@code And} if nothing
 * @param actions what it does when it fires, in order
 * @param file where it stands
 * @param line line of {@code rule}, counted from 1
 */
public record RuleDefinition(
    String id,
    String name,
    String description,
    Scope scope,
    Severity severity,
    Expression condition,
    List<Action> actions,
    String file,
    int line) {

  public RuleDefinition {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(condition, "condition");
    actions = List.copyOf(actions);
  }

  /** What a rule is evaluated on. */
  public enum Scope {
    TRANSACTION,
    SESSION;

    /** What such a rule can speak of, in the order in which a name of a reason is looked for. */
    public List<Fact> facts() {
      return switch (this) {
        case TRANSACTION -> List.of(Fact.TRANSACTION, Fact.ACTIVITY, Fact.RISK, Fact.LISTED);
        case SESSION -> List.of(Fact.SESSION, Fact.RISK);
      };
    }
  }

  /** A consequence. */
  public sealed interface Action {}

  /**
   * @param score 0 to 100
   * @param reason for people; {@code {name}} stands for the value of a property at that moment
   */
  public record RaiseAlert(int score, String reason) implements Action {}

  /** Names the transaction for sequences. */
  public record Mark(String name) implements Action {}
}
