package io.harrier.simulator.behaviour;

import io.harrier.model.TransactionStatus;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;

/** Logins, a new phone now and then, transfers to friends and sometimes to someone new, cash. */
final class Banking implements Habit {
  private static final double NEW_PHONE = 1 / 300.0;
  private static final double MISTYPED = 0.03;

  @Override
  public void plan(Day day) {
    User user = day.user();
    Randomness random = day.random();
    if (random.chance(NEW_PHONE)) {
      moveToNewPhone(day);
    }
    int logins = random.chance(0.65) ? random.between(1, 2) : 0;
    for (int i = 0; i < logins; i++) {
      long time = day.between(7, 23);
      logIn(day, time);
      if (random.chance(0.08)) {
        pay(day, time + random.between(60_000L, 600_000L), random.one(user.friends()), 38);
      } else if (random.chance(0.012)) {
        // An invoice, a private sale: someone new, and not always little.
        pay(day, time + random.between(60_000L, 600_000L), user.stranger(), 110);
      }
    }
    if (random.chance(0.06)) {
      double amount = random.between(1, 15) * 20;
      long time = day.between(9, 22);
      day.add(Payments.withdrawal(user, user.cityAt(time), time, amount));
    }
  }

  private static void moveToNewPhone(Day day) {
    User user = day.user();
    Randomness random = day.random();
    user.changeDevice();
    long time = day.between(10, 21);
    logIn(day, time);
    if (random.chance(0.3)) {
      pay(day, time + random.between(120_000L, 900_000L), random.one(user.friends()), 60);
    } else if (random.chance(0.05)) {
      pay(day, time + random.between(120_000L, 900_000L), user.stranger(), 90);
    }
  }

  private static void logIn(Day day, long time) {
    User user = day.user();
    if (day.random().chance(MISTYPED)) {
      day.add(
          Payments.login(
              user, time - 20_000, user.device(), user.ipAddress(), TransactionStatus.DECLINED));
    }
    day.add(
        Payments.login(user, time, user.device(), user.ipAddress(), TransactionStatus.APPROVED));
  }

  private static void pay(Day day, long time, String to, double median) {
    User user = day.user();
    double amount = day.random().around(median, 0.9);
    day.add(Payments.transfer(user, to, time, amount, user.device(), user.ipAddress()));
  }
}
