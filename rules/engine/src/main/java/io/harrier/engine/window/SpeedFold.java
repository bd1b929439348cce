package io.harrier.engine.window;

import io.harrier.engine.vocabulary.GreatCircle;
import java.math.BigDecimal;

/**
 * Kilometres per hour, to the metre per hour, along the great circle from the newest located
 * transaction before the evaluated one. Less than a second apart counts as one second: so two
 * places at once give a large but finite speed, and the same place twice gives 0.
 */
final class SpeedFold extends NewestFold {
  private static final long SHORTEST = 1000;
  private static final double HOUR = 3_600_000;
  private static final int DECIMALS = 3;

  SpeedFold(Selection selection) {
    super(selection);
  }

  @Override
  boolean accepts(EventColumns columns, int row) {
    return columns.latitude[row] != Degrees.ABSENT;
  }

  @Override
  Object value(Evaluated at, int row) {
    EventColumns columns = at.columns;
    return speed(at, columns.time[row], columns.latitude[row], columns.longitude[row]);
  }

  @Override
  Object value(Evaluated at, NewestEvicted newest) {
    return speed(at, newest.time, newest.latitude, newest.longitude);
  }

  private static BigDecimal speed(Evaluated at, long since, int latitude, int longitude) {
    if (!at.transaction.isLocated()) {
      return null;
    }
    double kilometres =
        GreatCircle.kilometres(
            Degrees.toDouble(latitude),
            Degrees.toDouble(longitude),
            Degrees.toDouble(Degrees.fixed(at.transaction.latitude())),
            Degrees.toDouble(Degrees.fixed(at.transaction.longitude())));
    double hours = Math.max(SHORTEST, at.time - since) / HOUR;
    return BigDecimal.valueOf(Math.round(kilometres / hours * 1000), DECIMALS);
  }
}
