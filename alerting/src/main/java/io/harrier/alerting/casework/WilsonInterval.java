package io.harrier.alerting.casework;

/**
 * Between which bounds a proportion lies that was seen in a few trials. Unlike the plain ratio and
 * its normal approximation it is sound for small numbers, and for proportions near 0 and 1.
 *
 * <p>The score interval of E. B. Wilson, "Probable Inference, the Law of Succession, and
 * Statistical Inference", Journal of the American Statistical Association 22 (1927), 209-212; with
 * p the ratio seen, n the trials and z the quantile of the standard normal distribution:
 *
 * <pre>
 *   ( p + z²/2n ± z √( p(1-p)/n + z²/4n² ) ) / ( 1 + z²/n )
 * </pre>
 *
 * @param lower 0 to 1
 * @param upper 0 to 1, not below {@code lower}
 */
public record WilsonInterval(double lower, double upper) {
  /** The quantile for 95 %: 2.5 % lie beyond either bound. */
  public static final double Z_95 = 1.959963984540054;

  /**
   * The interval that holds the proportion in 95 of 100 cases. Without trials it is all from 0 to
   * 1.
   *
   * @throws IllegalArgumentException unless {@code 0 <= successes <= trials}
   */
  public static WilsonInterval of(long successes, long trials) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "there are 0 to %d successes in %d trials, not %d".formatted(trials, trials, successes));
    }
    if (trials == 0) {
      return new WilsonInterval(0, 1);
    }
    double ratio = (double) successes / trials;
    double zz = Z_95 * Z_95 / trials;
    double center = ratio + zz / 2;
    double margin = Math.sqrt(zz * (ratio * (1 - ratio) + zz / 4));
    return new WilsonInterval(
        // What rounding leaves of an exact 0 or 1 is no bound.
        successes == 0 ? 0 : (center - margin) / (1 + zz),
        successes == trials ? 1 : (center + margin) / (1 + zz));
  }
}
