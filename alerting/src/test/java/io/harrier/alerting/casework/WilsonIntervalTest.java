package io.harrier.alerting.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {

  /**
   * The examples of R. G. Newcombe, "Two-sided confidence intervals for the single proportion",
   * Statistics in Medicine 17 (1998), 857-872, table I, method 3.
   */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void agreesWithPublishedExamples(long successes, long trials, double lower, double upper) {
    WilsonInterval interval = WilsonInterval.of(successes, trials);

    assertThat(interval.lower()).isCloseTo(lower, within(0.00005));
    assertThat(interval.upper()).isCloseTo(upper, within(0.00005));
  }

  @Test
  void nothingIsKnownWithoutTrials() {
    assertThat(WilsonInterval.of(0, 0)).isEqualTo(new WilsonInterval(0, 1));
  }

  /** Both bounds are where the ratio seen lies z standard errors of the bound away. */
  @Test
  void theBoundsSolveTheirEquation() {
    for (long trials = 1; trials <= 60; trials++) {
      for (long successes = 0; successes <= trials; successes++) {
        WilsonInterval interval = WilsonInterval.of(successes, trials);
        double ratio = (double) successes / trials;

        assertThat(interval.lower()).isBetween(0.0, ratio);
        assertThat(interval.upper()).isBetween(ratio, 1.0);
        for (double bound : new double[] {interval.lower(), interval.upper()}) {
          double error = WilsonInterval.Z_95 * Math.sqrt(bound * (1 - bound) / trials);
          assertThat(Math.abs(ratio - bound)).isCloseTo(error, within(1e-9));
        }
      }
    }
  }

  @Test
  void thereAreNoMoreSuccessesThanTrials() {
    assertThatThrownBy(() -> WilsonInterval.of(4, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are 0 to 3 successes in 3 trials, not 4");
  }
}
