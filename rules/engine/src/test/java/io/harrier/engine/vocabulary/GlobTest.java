package io.harrier.engine.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GlobTest {
  private static final String LETTERS = "ab";

  @Test
  void likeARegularExpressionOfTheSameMeaning() {
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      String text = random(random, LETTERS, 12);
      String glob = random(random, LETTERS + "*?*", 8);
      assertThat(Glob.matches(text, glob))
          .as("\"%s\" like \"%s\"", text, glob)
          .isEqualTo(Globs.matches(text, glob));
    }
  }

  @Test
  void whatWouldKeepARegularExpressionBusyIsDecidedInTheProductOfTheLengths() {
    String text = "a".repeat(2_000);
    assertThat(Glob.matches(text, "a*".repeat(Glob.MAX_STARS) + "b")).isFalse();
    assertThat(Glob.matches(text + "b", "a*".repeat(Glob.MAX_STARS) + "b")).isTrue();
  }

  private static String random(Random random, String letters, int maxLength) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
