package io.harrier.faults;

import java.util.Random;

/** From which a scenario takes everything that it leaves to chance. */
public record Seed(long value) {
  private static final String PROPERTY = "harrier.seed";

  /** The one that was asked for with {@code -Dharrier.seed}, or any; printed, to run it again. */
  public static Seed announced(String scenario) {
    String asked = System.getProperty(PROPERTY);
    Seed seed = new Seed(asked == null ? new Random().nextInt(1 << 20) : Long.parseLong(asked));
    System.out.printf(
        "%s: seed %d; once more with -Dit.test=%s -D%s=%d%n",
        scenario, seed.value(), scenario, PROPERTY, seed.value());
    return seed;
  }

  public Random random() {
    return new Random(value);
  }
}
