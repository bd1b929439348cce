package io.harrier.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CanaryShareTest {

  /** As anybody else computes it: {@code python3 -c 'import zlib; zlib.crc32(b"ann") % 100'}. */
  @Test
  void theFunctionNeverChanges() {
    assertThat(CanaryShare.bucketOf("ann")).isEqualTo(47);
    assertThat(CanaryShare.bucketOf("ünï")).isEqualTo(26);
    assertThat(CanaryShare.bucketOf("123456789")).isEqualTo((int) (0xCBF43926L % 100));
  }

  @Test
  void nobodyAtNoneAndEverybodyAtAHundred() {
    assertThat(IntStream.range(0, 1000).mapToObj(i -> "user-" + i))
        .noneMatch(user -> CanaryShare.includes(user, 0))
        .allMatch(user -> CanaryShare.includes(user, 100));
  }

  @Test
  void aGreaterShareOnlyAddsUsersAndIsWhatItSays() {
    for (int percent = 1; percent <= 100; percent++) {
      int smaller = percent - 1;
      int greater = percent;
      long share =
          IntStream.range(0, 20_000)
              .mapToObj(i -> "user-" + i)
              .peek(
                  user ->
                      assertThat(
                              CanaryShare.includes(user, greater)
                                  || !CanaryShare.includes(user, smaller))
                          .isTrue())
              .filter(user -> CanaryShare.includes(user, greater))
              .count();
      assertThat(share / 200.0).isBetween(percent - 1.5, percent + 1.5);
    }
  }
}
