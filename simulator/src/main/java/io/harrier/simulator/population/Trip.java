package io.harrier.simulator.population;

/**
 * A journey.
 *
 * @param leaves the last moment at home, epoch milliseconds
 * @param arrives the first moment in the other city
 * @param departs the last moment in the other city
 * @param returns the first moment back home
 */
public record Trip(City city, long leaves, long arrives, long departs, long returns) {

  /** Whether the traveller is in the other city. */
  public boolean covers(long time) {
    return time >= arrives && time <= departs;
  }

  /** Whether the traveller is on the way, and pays nowhere. */
  public boolean isUnderway(long time) {
    return (time > leaves && time < arrives) || (time > departs && time < returns);
  }
}
