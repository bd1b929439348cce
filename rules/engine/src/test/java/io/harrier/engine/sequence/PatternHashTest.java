package io.harrier.engine.sequence;

import static io.harrier.engine.sequence.PatternBuilder.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.AmountRatio;
import io.harrier.engine.release.PatternDefinition.DifferentFrom;
import io.harrier.engine.release.PatternDefinition.SameAs;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.engine.release.PatternDefinition.Speed;
import io.harrier.engine.vocabulary.TransactionField;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternHashTest {
  private static final TransactionField DEVICE = TransactionField.DEVICE_ID;

  /** State in savepoints is found by it: it must never change. */
  @Test
  void isStable() {
    assertThat(
            PatternHash.of(
                pattern("takeover", 600_000)
                    .skip(SkipStrategy.SKIP_PAST_LAST_EVENT)
                    .begin("login")
                    .times(1, 3)
                    .followedBy("transfer", new SameAs("login", DEVICE), new Speed("login", 900))
                    .notFollowedBy("undo")
                    .build()))
        .isEqualTo(-7028075922430780005L);
  }

  @Test
  void ignoresWhatDoesNotDecideMatches() {
    PatternDefinition scored =
        pattern("p", 10).score(1).begin("a").next("b", new SameAs("a", DEVICE)).build();
    PatternDefinition renamed =
        pattern("p", 10)
            .score(99)
            .begin("first")
            .mark("A")
            .next("second", new SameAs("first", DEVICE))
            .mark("B")
            .build();

    assertThat(PatternHash.of(scored)).isEqualTo(PatternHash.of(renamed));
    assertThat(PatternHash.of(ratio("1.50"))).isEqualTo(PatternHash.of(ratio("1.5")));
  }

  @Test
  void differsWithWhateverDecidesMatches() {
    List<PatternDefinition> different =
        List.of(
            pattern("p", 10).begin("a").next("b").build(),
            pattern("q", 10).begin("a").next("b").build(),
            pattern("p", 11).begin("a").next("b").build(),
            pattern("p", 10).skip(SkipStrategy.SKIP_TO_NEXT).begin("a").next("b").build(),
            pattern("p", 10).begin("a").followedBy("b").build(),
            pattern("p", 10).begin("a").next("b").mark("C").build(),
            pattern("p", 10).begin("a").next("b").times(1, 2).build(),
            pattern("p", 10).begin("a").next("b").times(2, 2).build(),
            pattern("p", 10).begin("a").next("b").optional().build(),
            pattern("p", 10).begin("a").next("b", new SameAs("a", DEVICE)).build(),
            pattern("p", 10).begin("a").next("b", new DifferentFrom("a", DEVICE)).build(),
            pattern("p", 10).begin("a").next("b", new SameAs("a", TransactionField.MCC)).build(),
            pattern("p", 10).begin("a").next("b", new Speed("a", 1)).build(),
            pattern("p", 10).begin("a").next("b", new Speed("a", 2)).build(),
            ratio("1.5"),
            ratio("1.6"));

    assertThat(different.stream().map(PatternHash::of)).doesNotHaveDuplicates();
  }

  private static PatternDefinition ratio(String min) {
    return pattern("p", 10)
        .begin("a")
        .next("b", new AmountRatio("a", new BigDecimal(min), BigDecimal.TEN))
        .build();
  }
}
