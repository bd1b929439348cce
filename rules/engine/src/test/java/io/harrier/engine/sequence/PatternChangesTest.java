package io.harrier.engine.sequence;

import static io.harrier.engine.sequence.PatternBuilder.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.Thresholds;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternChangesTest {

  @Test
  void saysOfEachPatternWhatBecomesOfIt() {
    PatternChanges changes =
        PatternChanges.between(
            release(
                pattern("gone", 10).begin("a").build(),
                pattern("longer", 10).begin("a").build(),
                pattern("rescored", 10).begin("a").followedBy("b").build()),
            release(
                pattern("rescored", 10).score(99).begin("a").followedBy("b").build(),
                pattern("longer", 20).begin("a").build(),
                pattern("new", 10).begin("a").build()));

    assertThat(changes)
        .isEqualTo(
            new PatternChanges(
                List.of("rescored"), List.of("longer"), List.of("new"), List.of("gone")));
  }

  private static ReleaseDefinition release(PatternDefinition... patterns) {
    return new ReleaseDefinition(
        "r", "", Thresholds.DEFAULT, 1_000, List.of(), List.of(), List.of(patterns));
  }
}
