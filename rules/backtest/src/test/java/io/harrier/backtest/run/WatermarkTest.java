package io.harrier.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatermarkTest {
  @Test
  void staysBehindTheNewestTransactionAndNeverGoesBack() {
    Watermark watermark = new Watermark(1, 2_000, 5_000);
    assertThat(watermark.current()).isEqualTo(Long.MIN_VALUE);

    watermark.onTransaction(0, 10_000, 0);
    assertThat(watermark.current()).isEqualTo(7_999);
    watermark.onTransaction(0, 4_000, 0);
    assertThat(watermark.current()).isEqualTo(7_999);
  }

  @Test
  void waitsForEveryPartitionThatIsNotIdle() {
    Watermark watermark = new Watermark(2, 0, 5_000);

    watermark.onTransaction(0, 10_000, 100);
    assertThat(watermark.current()).isEqualTo(Long.MIN_VALUE);
    watermark.onTransaction(1, 3_000, 200);
    assertThat(watermark.current()).isEqualTo(2_999);
    watermark.onTransaction(0, 20_000, 5_200);
    assertThat(watermark.current()).isEqualTo(2_999);
    watermark.onTransaction(0, 30_000, 5_201);
    assertThat(watermark.current()).isEqualTo(29_999);
    watermark.onTransaction(1, 4_000, 5_300);
    assertThat(watermark.current()).isEqualTo(29_999);
  }
}
