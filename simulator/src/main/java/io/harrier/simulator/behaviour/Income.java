package io.harrier.simulator.behaviour;

import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;

/** Salary in, rent out, sometimes within the hour; and once in a while a car is sold. */
final class Income implements Habit {
  private static final int MONTH = 30;
  private static final double CAR_SOLD = 1 / 2500.0;

  @Override
  public void plan(Day day) {
    User user = day.user();
    Randomness random = day.random();
    int dayOfMonth = day.number() % MONTH;
    if (dayOfMonth == user.salaryDay()) {
      long time = day.between(6, 9);
      day.add(Payments.credit(user, user.employer(), time, user.salary()));
      if (user.index() % 3 == 0) {
        // A standing order that runs as soon as there is money.
        payRent(day, time + random.between(5 * Day.MINUTE, 6 * Day.HOUR));
      }
    }
    if (dayOfMonth == (user.salaryDay() + 2) % MONTH && user.index() % 3 != 0) {
      payRent(day, day.between(6, 12));
    }
    if (random.chance(CAR_SOLD)) {
      sellCar(day);
    }
  }

  private static void payRent(Day day, long time) {
    User user = day.user();
    day.add(
        Payments.transfer(
            user, user.landlord(), time, user.rent(), user.device(), user.ipAddress()));
  }

  private static void sellCar(Day day) {
    User user = day.user();
    Randomness random = day.random();
    long time = day.between(10, 18);
    double price = random.between(2000.0, 9000.0);
    day.add(Payments.credit(user, user.stranger(), time, price));
    if (random.chance(0.5)) {
      boolean nextCar = random.chance(0.15);
      long delay = random.between(nextCar ? 10 * Day.MINUTE : Day.HOUR, 5 * Day.HOUR);
      String to = nextCar ? user.stranger() : user.friends().get(1);
      day.add(
          Payments.transfer(
              user,
              to,
              time + delay,
              price * random.between(0.4, 1.0),
              user.device(),
              user.ipAddress()));
    }
  }
}
