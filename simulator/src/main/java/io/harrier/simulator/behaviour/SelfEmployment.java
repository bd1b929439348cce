package io.harrier.simulator.behaviour;

import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;

/** Freelancers pass part of a fee on; shopkeepers pay in their takings. */
final class SelfEmployment implements Habit {

  @Override
  public void plan(Day day) {
    switch (day.user().persona()) {
      case FREELANCER -> freelance(day);
      case SHOPKEEPER -> payInTakings(day);
      case EMPLOYEE, STUDENT, RETIREE, NIGHT_WORKER, SLEEPER -> {}
    }
  }

  private static void freelance(Day day) {
    User user = day.user();
    Randomness random = day.random();
    if (!random.chance(0.12)) {
      return;
    }
    long time = day.between(8, 17);
    double fee = random.around(900, 0.6);
    day.add(Payments.credit(user, user.stranger(), time, fee));
    if (random.chance(0.3)) {
      day.add(
          Payments.transfer(
              user,
              user.friends().get(1),
              time + random.between(10 * Day.MINUTE, 5 * Day.HOUR),
              fee * random.between(0.2, 0.6),
              user.device(),
              user.ipAddress()));
    }
  }

  private static void payInTakings(Day day) {
    Randomness random = day.random();
    if (!day.isWeekend() && random.chance(0.45)) {
      long time = day.between(17, 20);
      double usual = day.user().index() % 3 == 0 ? 4500 : 1400;
      double takings = Math.floor(random.around(usual, 0.7) / 10) * 10;
      day.add(
          Payments.cashDeposit(day.user(), day.user().cityAt(time), time, Math.max(10, takings)));
    }
  }
}
