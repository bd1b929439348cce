package io.harrier.simulator.scenario;

import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.City;
import io.harrier.simulator.population.Merchant;
import io.harrier.simulator.population.MerchantCategory;
import io.harrier.simulator.population.Merchants;
import io.harrier.simulator.population.User;

/** What every scenario plays with. */
record Stage(Merchants merchants, Randomness random) {
  static final long SECOND = 1_000L;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  /** With less history, nobody can tell what is unusual for a user. */
  static final int SETTLED = 25;

  Merchant merchant(City city, MerchantCategory category) {
    return random.one(merchants.of(city, category));
  }

  String strangersDevice() {
    return "dev-" + random.text(8);
  }

  String strangersAddress() {
    return "203.0.113." + random.between(1, 254);
  }

  /** Local hour of the day where the user is, 0 to 23. */
  static int localHour(User user, long time) {
    long local = time + user.cityAt(time).utcOffsetHours() * HOUR;
    return (int) (Math.floorMod(local, DAY) / HOUR);
  }

  static boolean isSettled(User user) {
    return user.transactions() >= SETTLED;
  }

  static boolean isAtHome(User user, long time) {
    return user.trip() == null
        || (!user.trip().isUnderway(time) && user.cityAt(time).equals(user.home()));
  }
}
