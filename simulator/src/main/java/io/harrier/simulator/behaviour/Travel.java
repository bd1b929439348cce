package io.harrier.simulator.behaviour;

import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Atlas;
import io.harrier.simulator.population.City;
import io.harrier.simulator.population.MerchantCategory;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.Trip;
import io.harrier.simulator.population.User;

/** Holidays and business trips, at the speed of an airliner including the way to the airport. */
final class Travel implements Habit {
  private static final double SETS_OUT = 1 / 90.0;
  private static final double KM_PER_HOUR = 750;
  private static final double AT_AIRPORTS_HOURS = 2.5;

  @Override
  public void plan(Day day) {
    User user = day.user();
    Trip current = user.trip();
    if (current != null && current.returns() >= day.start()) {
      return;
    }
    Randomness random = day.random();
    if (!random.chance(SETS_OUT)) {
      return;
    }
    City city = random.chance(0.5) ? random.one(Atlas.FAR) : random.one(Atlas.HOMES);
    if (city.equals(user.home())) {
      return;
    }
    long travelling =
        (long) ((AT_AIRPORTS_HOURS + user.home().kilometresTo(city) / KM_PER_HOUR) * Day.HOUR);
    long leaves = day.between(6, 9);
    long arrives = leaves + travelling;
    long departs = arrives + random.between(1, 11) * Day.LENGTH;
    user.setTrip(new Trip(city, leaves, arrives, departs, departs + travelling));
    day.add(
        Payments.purchase(
            user,
            random.one(day.merchants().of(user.home(), MerchantCategory.RESTAURANT)),
            leaves,
            random.around(14, 0.4)));
    if (random.chance(0.3)) {
      long time = arrives + random.between(20 * Day.MINUTE, 3 * Day.HOUR);
      day.add(Payments.withdrawal(user, city, time, random.between(2, 12) * 20.0));
    }
  }
}
