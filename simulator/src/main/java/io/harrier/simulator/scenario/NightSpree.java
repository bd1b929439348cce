package io.harrier.simulator.scenario;

import io.harrier.model.Transaction;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.MerchantCategory;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;
import io.harrier.simulator.truth.Typology;
import java.util.ArrayList;
import java.util.List;

/** While the owner sleeps, a stolen card goes from shop to shop. */
final class NightSpree implements Scenario {

  @Override
  public Typology typology() {
    return Typology.NIGHT_SPREE;
  }

  @Override
  public boolean suits(User user, long now) {
    int hour = Stage.localHour(user, now);
    return hour >= 1 && hour <= 2 && Stage.isAtHome(user, now) && Stage.isSettled(user);
  }

  @Override
  public List<Transaction> play(User user, long now, Stage stage) {
    Randomness random = stage.random();
    List<Transaction> transactions = new ArrayList<>();
    long time = now;
    for (int left = random.between(5, 8); left > 0; left--) {
      transactions.add(
          random.chance(0.25)
              ? Payments.withdrawal(user, user.home(), time, random.between(4, 20) * 20.0)
              : Payments.purchase(
                  user,
                  stage.merchant(user.home(), MerchantCategory.ONLINE_RETAIL),
                  time,
                  random.between(70.0, 420.0)));
      time += random.between(4 * Stage.MINUTE, 17 * Stage.MINUTE);
    }
    return transactions;
  }
}
