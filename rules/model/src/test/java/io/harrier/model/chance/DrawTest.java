package io.harrier.model.chance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawTest {
  private static final int DRAWS = 2_000;

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "-1, 0", "1, 60", "12, 18", "-40, -20", "-500, 30000"})
  void betweenReachesBothEndsAndStaysBetweenThem(long min, long max) {
    Random random = new Random(7);
    Set<Long> drawn = new HashSet<>();
    for (int i = 0; i < DRAWS; i++) {
      drawn.add(Draw.between(random, min, max));
    }

    assertThat(drawn).contains(min, max).allMatch(value -> value >= min && value <= max);
    assertThat(drawn).hasSizeGreaterThanOrEqualTo((int) Math.min(max - min + 1, 500));
  }

  @ParameterizedTest
  @CsvSource({"1", "1000", "1000000000", "999999999999"})
  void everyMagnitudeOfALongRangeIsDrawn(long magnitude) {
    Random random = new Random(7);
    int drawn = 0;
    for (int i = 0; i < DRAWS; i++) {
      long value = Draw.between(random, 0, 999_999_999_999_999_999L);
      drawn += value >= magnitude && value < 8 * magnitude ? 1 : 0;
    }

    assertThat(drawn).isGreaterThan(DRAWS / 100);
  }

  @ParameterizedTest
  @CsvSource({"0, 40", "1, 4", "2, 3"})
  void listsAreOfEverySize(int minSize, int maxSize) {
    Random random = new Random(7);
    Set<Integer> sizes = new HashSet<>();
    for (int i = 0; i < DRAWS; i++) {
      sizes.add(Draw.list(random, minSize, maxSize, () -> "x").size());
    }

    assertThat(sizes).hasSize(maxSize - minSize + 1).contains(minSize, maxSize);
  }
}
