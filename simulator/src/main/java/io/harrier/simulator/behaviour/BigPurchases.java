package io.harrier.simulator.behaviour;

import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Merchant;
import io.harrier.simulator.population.MerchantCategory;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;
import java.util.List;

/** A sofa, a computer, a holiday; and the weeks in which a whole flat is furnished. */
final class BigPurchases implements Habit {
  private static final List<MerchantCategory> KINDS =
      List.of(
          MerchantCategory.ELECTRONICS,
          MerchantCategory.FURNITURE,
          MerchantCategory.ONLINE_TRAVEL,
          MerchantCategory.ONLINE_RETAIL);

  /** Of 600 users one is moving house at any time; a move takes six days. */
  private static final int MOVES = 600;

  private static final int MOVE_DAYS = 6;

  @Override
  public void plan(Day day) {
    Randomness random = day.random();
    if (random.chance(0.005)) {
      buy(day, random.one(KINDS), random.around(750, 0.6));
    }
    if ((day.user().index() + day.number() / MOVE_DAYS) % MOVES == 0 && random.chance(0.5)) {
      buy(day, MerchantCategory.FURNITURE, random.around(280, 0.6));
    }
  }

  private static void buy(Day day, MerchantCategory category, double amount) {
    User user = day.user();
    long time = day.between(10, 20);
    Merchant merchant = day.random().one(day.merchants().of(user.cityAt(time), category));
    day.add(Payments.purchase(user, merchant, time, amount));
  }
}
