package io.harrier.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PacingTest {

  @Test
  void neverFasterThanTheRate() {
    Pacing pacing = Pacing.perSecond(2_000);
    long began = System.nanoTime();
    for (int i = 0; i <= 200; i++) {
      pacing.await(i);
    }
    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(99_000_000L);
  }

  @Test
  void anInterruptEndsTheWait() {
    Pacing pacing = Pacing.perSecond(0.0001);
    pacing.await(0);
    Thread.currentThread().interrupt();
    pacing.await(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aRateMustBePositive() {
    assertThatThrownBy(() -> Pacing.perSecond(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
