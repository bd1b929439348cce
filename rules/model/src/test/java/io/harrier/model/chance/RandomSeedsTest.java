package io.harrier.model.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RandomSeedsTest {

  @Test
  void asManyAsAreAskedForAndOthersEveryTime() {
    List<Long> seeds = RandomSeedsProvider.seeds(20, null).boxed().toList();

    assertThat(seeds).hasSize(20).doesNotHaveDuplicates();
    assertThat(RandomSeedsProvider.seeds(20, null).boxed()).doesNotContainAnyElementsOf(seeds);
  }

  @Test
  void theOneToReplayIsAlone() {
    assertThat(RandomSeedsProvider.seeds(20, "4711")).containsExactly(4711L);
  }

  @Test
  void whatIsNoSeedIsNotReplacedByAnother() {
    assertThatThrownBy(() -> RandomSeedsProvider.seeds(20, "last"))
        .isInstanceOf(NumberFormatException.class)
        .hasMessageContaining("last");
  }
}
