package io.harrier.alerting.casework;

import java.util.OptionalDouble;

/**
 * What analysts made of a number of alerts, or of cases.
 *
 * @param fraud in cases closed as fraud
 * @param legitimate in cases closed as legitimate
 * @param undecided in cases closed without a conclusion
 * @param open in cases that are not closed
 */
public record Judgements(long fraud, long legitimate, long undecided, long open) {
  public static final Judgements NONE = new Judgements(0, 0, 0, 0);

  /** How many were called one or the other. */
  public long decided() {
    return fraud + legitimate;
  }

  /** The share of fraud in what was decided, 0 to 1; empty when nothing was. */
  public OptionalDouble precision() {
    return decided() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) fraud / decided());
  }
}
