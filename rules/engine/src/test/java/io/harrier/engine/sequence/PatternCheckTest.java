package io.harrier.engine.sequence;

import static io.harrier.engine.sequence.PatternBuilder.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.release.PatternCheck;
import io.harrier.engine.release.PatternDefinition.AmountRatio;
import io.harrier.engine.release.PatternDefinition.SameAs;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.engine.release.PatternDefinition.Speed;
import io.harrier.engine.vocabulary.TransactionField;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PatternCheckTest {
  private static final TransactionField DEVICE = TransactionField.DEVICE_ID;

  @Test
  void aSoundPatternHasNoProblems() {
    assertThat(
            PatternCheck.problems(
                pattern("p", 1)
                    .begin("a")
                    .times(2, 5)
                    .notFollowedBy("b", new SameAs("a", DEVICE))
                    .followedBy("c", new SameAs("a", DEVICE))
                    .optional()
                    .next("d", new SameAs("c", DEVICE))
                    .notFollowedBy("e")
                    .skip(SkipStrategy.NO_SKIP)
                    .build()))
        .isEmpty();
  }

  @Test
  void problemsOfTheWhole() {
    refused(pattern("p", 0).begin("a"), "'within' is missing");
    refused(pattern("p", 1), "has no steps");
    PatternBuilder tooLong = pattern("p", 1).begin("a");
    for (int i = 0; i < PatternCheck.MAX_STEPS; i++) {
      tooLong.next("n" + i);
    }
    refused(tooLong, "has 17 steps");
    refused(pattern("p", 1).begin("a").optional(), "no step must happen");
  }

  @Test
  void problemsOfNegativeSteps() {
    refused(pattern("p", 1).notNext("a").followedBy("b"), "the first step cannot be negative");
    refused(
        pattern("p", 1).begin("a").followedBy("b").optional().notNext("c").next("d"),
        "step 'c': a negative step cannot follow the optional step 'b'");
    refused(
        pattern("p", 1).begin("a").notNext("b").notFollowedBy("c"), "two negative steps in a row");
    refused(
        pattern("p", 1).begin("a").notFollowedBy("b").followedBy("c").optional(),
        "step 'b': only optional steps follow it");
    refused(pattern("p", 1).begin("a").notNext("b").times(2, 2), "a negative step has no times");
    refused(pattern("p", 1).begin("a").notNext("b").optional(), "a negative step has no times");
  }

  @Test
  void problemsOfAClosingAbsence() {
    refused(
        pattern("p", 1).begin("a").times(1, 2).notFollowedBy("b"),
        "step 'a': before a closing 'not followed by', times must be one number");
    refused(
        pattern("p", 1)
            .skip(SkipStrategy.SKIP_TO_NEXT)
            .begin("a")
            .followedBy("b")
            .optional()
            .followedBy("c")
            .notFollowedBy("d"),
        "write \"skip: none\", or two patterns");
  }

  @Test
  void problemsOfAStep() {
    refused(pattern("p", 1).begin("a").next("a"), "step 'a': the name stands twice");
    refused(pattern("p", 1).begin("a").mark(""), "step 'a': has no mark");
    refused(pattern("p", 1).begin("a").times(0, 1), "times must satisfy 1 <= min <= max <= 32");
    refused(pattern("p", 1).begin("a").times(3, 2), "not 3 and 2");
    refused(pattern("p", 1).begin("a").times(1, 33), "not 1 and 33");
  }

  @Test
  void problemsOfComparisons() {
    refused(pattern("p", 1).begin("a").next("b", new SameAs("z", DEVICE)), "which is no step");
    refused(
        pattern("p", 1).begin("a", new SameAs("b", DEVICE)).next("b"), "'b', which comes later");
    refused(
        pattern("p", 1).begin("a").next("b", new SameAs("b", DEVICE)),
        "compares with itself, but does not repeat");
    refused(
        pattern("p", 1).begin("a").notNext("b").next("c", new SameAs("b", DEVICE)),
        "'b', which takes no transaction");
    refused(
        pattern("p", 1).begin("a").next("b", new SameAs("a", DEVICE), new SameAs("a", DEVICE)),
        "the same comparison stands twice");
    refused(
        pattern("p", 1).begin("a").next("b", new AmountRatio("a", BigDecimal.TEN, BigDecimal.ONE)),
        "0 <= min <= max, not 10 and 1");
    refused(
        pattern("p", 1).begin("a").next("b", new Speed("a", 0)), "a speed must be above 0 km/h");
    refused(
        pattern("p", 1).begin("a").next("b", new Speed("a", Double.NaN)),
        "a speed must be above 0 km/h");
  }

  private static void refused(PatternBuilder pattern, String problem) {
    assertThat(PatternCheck.problems(pattern.build()))
        .as(problem)
        .anySatisfy(each -> assertThat(each).contains(problem));
  }
}
