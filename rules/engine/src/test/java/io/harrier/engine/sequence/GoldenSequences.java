package io.harrier.engine.sequence;

import static io.harrier.engine.sequence.PatternBuilder.pattern;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.AmountRatio;
import io.harrier.engine.release.PatternDefinition.SameAs;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.engine.release.PatternDefinition.Speed;
import io.harrier.engine.vocabulary.TransactionField;
import java.math.BigDecimal;

/** The open matches whose bytes are kept for each version of the format. */
final class GoldenSequences {
  private static final long MINUTE = 60_000;

  /** Of every kind: comparisons, repeats, a skip strategy. */
  static final PatternDefinition TAKEOVER =
      pattern("takeover", 60 * MINUTE)
          .skip(SkipStrategy.SKIP_PAST_LAST_EVENT)
          .begin("a")
          .times(1, 2)
          .followedBy(
              "b",
              new SameAs("a", TransactionField.DEVICE_ID),
              new AmountRatio("a", BigDecimal.ONE, BigDecimal.TEN),
              new Speed("a", 100))
          .build();

  static final PatternDefinition ABSENCE =
      pattern("absence", 30 * MINUTE).begin("a").notFollowedBy("b").build();

  private GoldenSequences() {}

  static UserRun user() {
    return new UserRun(TAKEOVER, ABSENCE);
  }

  /** Opens matches of both. */
  static void begin(UserRun user) {
    user.send("A", MINUTE, t -> t.deviceId("d1").amount(100, "EUR").location(52.52, 13.4));
    user.send("A", 2 * MINUTE, t -> t.deviceId("d2").amount(100, "EUR").location(52.52, 13.4));
    user.send("x", 10 * MINUTE);
  }
}
