package io.harrier.detection;

import java.io.Serializable;
import java.time.Duration;

/**
 * How event time passes.
 *
 * @param outOfOrderness how far a partition of transactions may be out of order
 * @param idleness after which silence a partition no longer holds the others back
 * @param futureTolerance how far ahead of the clock an event time may be
 * @param watermarkInterval how often watermarks are made
 * @param activityLateness how late a transaction may be and still be counted in its minute
 */
public record TimeSettings(
    Duration outOfOrderness,
    Duration idleness,
    Duration futureTolerance,
    Duration watermarkInterval,
    Duration activityLateness)
    implements Serializable {

  public TimeSettings {
    Settings.requireNotNegative(outOfOrderness, "--out-of-orderness");
    Settings.requirePositive(idleness, "--idleness");
    Settings.requireNotNegative(futureTolerance, "--future-tolerance");
    Settings.requirePositive(watermarkInterval, "--watermark-interval");
    Settings.requireNotNegative(activityLateness, "--activity-lateness");
  }
}
