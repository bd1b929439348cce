package io.harrier.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.ReleaseState;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifecycleTest {

  @Test
  void transitionsAreThoseThatAreDrawn() {
    assertThat(Lifecycle.after(ReleaseState.DRAFT)).isEqualTo(Set.of(ReleaseState.VALIDATED));
    assertThat(Lifecycle.after(ReleaseState.VALIDATED))
        .isEqualTo(
            Set.of(
                ReleaseState.SHADOW, ReleaseState.CANARY, ReleaseState.LIVE, ReleaseState.RETIRED));
    assertThat(Lifecycle.after(ReleaseState.SHADOW))
        .isEqualTo(Set.of(ReleaseState.CANARY, ReleaseState.LIVE, ReleaseState.RETIRED));
    assertThat(Lifecycle.after(ReleaseState.CANARY))
        .isEqualTo(Set.of(ReleaseState.LIVE, ReleaseState.RETIRED));
    assertThat(Lifecycle.after(ReleaseState.LIVE)).isEqualTo(Set.of(ReleaseState.RETIRED));
    assertThat(Lifecycle.after(ReleaseState.RETIRED)).isEmpty();
  }

  @Test
  void aPromotionIsOneOfThem() {
    for (ReleaseState state : ReleaseState.values()) {
      Lifecycle.next(state).ifPresent(next -> assertThat(Lifecycle.after(state)).contains(next));
    }
  }
}
