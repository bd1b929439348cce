package io.harrier.simulator.behaviour;

import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Merchant;
import io.harrier.simulator.population.MerchantCategory;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;

/** Clothes that did not fit: ordered in three sizes, and two of them sent back. */
final class Returns implements Habit {
  private static final double RETURNED = 0.012;

  @Override
  public void plan(Day day) {
    User user = day.user();
    Randomness random = day.random();
    if (!random.chance(RETURNED)) {
      return;
    }
    MerchantCategory category =
        random.chance(0.5) ? MerchantCategory.FASHION : MerchantCategory.ONLINE_RETAIL;
    Merchant merchant = random.one(day.merchants().of(user.home(), category));
    int parcels = random.chance(0.15) ? random.between(2, 3) : 1;
    for (int i = 0; i < parcels; i++) {
      day.add(Payments.refund(user, merchant, day.between(9, 20), random.around(34, 0.6)));
    }
  }
}
