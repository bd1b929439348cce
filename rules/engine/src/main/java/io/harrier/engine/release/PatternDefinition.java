package io.harrier.engine.release;

import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Severity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * A sequence of marked transactions as declared in {@code patterns.yaml}.
 *
 * @param score 0 to 100
 * @param within the last step comes less than this after the first, milliseconds; mandatory
 */
public record PatternDefinition(
    String id,
    Severity severity,
    int score,
    String reason,
    long within,
    SkipStrategy skip,
    List<Step> steps) {

  public PatternDefinition {
    Objects.requireNonNull(id, "id");
    steps = List.copyOf(steps);
  }

  /** After a match: which other open matches remain. Names and meaning as in flink-cep. */
  public enum SkipStrategy {
    NO_SKIP,
    SKIP_TO_NEXT,
    SKIP_PAST_LAST_EVENT
  }

  /**
   * How a step follows the one before it; of the first step only the repeats are concerned, and it
   * is NEXT or FOLLOWED_BY.
   */
  public enum Contiguity {
    /** The very next transaction of the user; repeats follow each other directly too. */
    NEXT,
    /** A later transaction, whatever lies between. */
    FOLLOWED_BY,
    /** The very next transaction must not be one. */
    NOT_NEXT,
    /** None until the following step, or until the end of {@code within} when it is the last. */
    NOT_FOLLOWED_BY
  }

  /**
   * @param mark the mark that a rule must have given the transaction
   * @param minTimes at least 1; {@code maxTimes} bounds the repeats
   * @param conditions how it compares with earlier steps, all of which must hold
   */
  public record Step(
      String name,
      Contiguity contiguity,
      String mark,
      int minTimes,
      int maxTimes,
      boolean optional,
      List<Condition> conditions) {
    public Step {
      Objects.requireNonNull(mark, "mark");
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * Compares a step's transaction with the last transaction of an earlier step. It does not hold if
   * either lacks what is compared, or the earlier step was optional and took none. A step that
   * repeats may name itself: each repeat is compared with the one before it.
   */
  public sealed interface Condition {
    /** Name of the earlier step, or of this one. */
    String step();
  }

  public record SameAs(String step, TransactionField field) implements Condition {}

  public record DifferentFrom(String step, TransactionField field) implements Condition {}

  /**
   * This amount divided by that of the earlier step lies in {@code [min, max]}; both have the same
   * currency.
   */
  public record AmountRatio(String step, BigDecimal min, BigDecimal max) implements Condition {}

  /** Great-circle distance over elapsed time is at least {@code minKmPerHour}. */
  public record Speed(String step, double minKmPerHour) implements Condition {}
}
