package io.harrier.simulator.behaviour;

import io.harrier.model.TransactionStatus;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Merchant;
import io.harrier.simulator.population.MerchantCategory;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;

/** Several purchases in a row, all of them honest: what a careless rule takes for fraud. */
final class Outings implements Habit {

  @Override
  public void plan(Day day) {
    Randomness random = day.random();
    if (random.chance(day.isWeekend() ? 0.02 : 0.004)) {
      shopping(day);
    }
    if (day.dayOfWeek() >= 5 && random.chance(0.03)) {
      eveningOut(day);
    }
    if (random.chance(0.005)) {
      game(day);
    }
    if (random.chance(0.0008)) {
      emptyAccount(day);
    }
    if (random.chance(0.0006)) {
      nightAtTheScreen(day);
    }
  }

  /** Shop after shop on a free afternoon. */
  private static void shopping(Day day) {
    Randomness random = day.random();
    long time = day.between(10, 15);
    for (int left = random.between(3, 7); left > 0; left--) {
      MerchantCategory category =
          random.chance(0.6) ? MerchantCategory.FASHION : MerchantCategory.PHARMACY;
      buy(day, random.one(day.merchants().of(day.user().cityAt(time), category)), time, 1);
      time += random.between(4 * Day.MINUTE, 30 * Day.MINUTE);
    }
  }

  /** Round after round at the same counter, perhaps a second bar. */
  private static void eveningOut(Day day) {
    Randomness random = day.random();
    long time = day.between(20, 24);
    Merchant bar = random.one(day.merchants().of(day.user().cityAt(time), MerchantCategory.BAR));
    for (int left = random.between(3, 6); left > 0; left--) {
      buy(day, bar, time, 1);
      time += random.between(9 * Day.MINUTE, 40 * Day.MINUTE);
    }
  }

  /** A game's small extras, some too dear for the card. */
  private static void game(Day day) {
    Randomness random = day.random();
    User user = day.user();
    long time = day.between(17, 23);
    Merchant shop = random.one(day.merchants().of(user.home(), MerchantCategory.DIGITAL_GOODS));
    for (int left = random.between(2, 6); left > 0; left--) {
      if (random.chance(0.06)) {
        day.add(Payments.purchase(user, shop, time, 1.99, TransactionStatus.DECLINED));
        time += random.between(10_000L, 60_000L);
      }
      day.add(Payments.purchase(user, shop, time, random.between(1, 5) - 0.01));
      time += random.between(45_000L, 6 * Day.MINUTE);
    }
  }

  /** The same till says no again and again: the account is empty. */
  private static void emptyAccount(Day day) {
    Randomness random = day.random();
    User user = day.user();
    long time = day.between(10, 19);
    Merchant shop = random.one(day.merchants().of(user.cityAt(time), MerchantCategory.GROCERY));
    double amount = random.around(40, 0.5);
    for (int left = random.between(2, 4); left > 0; left--) {
      day.add(Payments.purchase(user, shop, time, amount, TransactionStatus.DECLINED));
      time += random.between(20_000L, 120_000L);
    }
  }

  /** Cannot sleep, so orders this and that. */
  private static void nightAtTheScreen(Day day) {
    Randomness random = day.random();
    long time = day.between(24.5, 26);
    for (int left = random.between(2, 4); left > 0; left--) {
      buy(
          day,
          random.one(day.merchants().of(day.user().home(), MerchantCategory.ONLINE_RETAIL)),
          time,
          0.7);
      time += random.between(8 * Day.MINUTE, 35 * Day.MINUTE);
    }
  }

  private static void buy(Day day, Merchant merchant, long time, double factor) {
    MerchantCategory category = merchant.category();
    double amount =
        day.random().around(category.medianAmount(), category.spread())
            * factor
            * day.user().persona().spending();
    day.add(Payments.purchase(day.user(), merchant, time, amount));
  }
}
