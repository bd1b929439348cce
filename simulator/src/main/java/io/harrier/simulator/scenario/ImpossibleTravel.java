package io.harrier.simulator.scenario;

import io.harrier.model.Transaction;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Atlas;
import io.harrier.simulator.population.City;
import io.harrier.simulator.population.MerchantCategory;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;
import io.harrier.simulator.truth.Typology;
import java.util.ArrayList;
import java.util.List;

/** A copied card is used far away, soon after its owner used the real one. */
final class ImpossibleTravel implements Scenario {
  private static final double FAR_KM = 1_500;

  @Override
  public Typology typology() {
    return Typology.IMPOSSIBLE_TRAVEL;
  }

  @Override
  public boolean suits(User user, long now) {
    long since = now - user.lastAtTerminal();
    return user.transactions() > 0
        && since > 2 * Stage.MINUTE
        && since < 50 * Stage.MINUTE
        && (user.trip() == null || !user.trip().isUnderway(now));
  }

  @Override
  public List<Transaction> play(User user, long now, Stage stage) {
    Randomness random = stage.random();
    City far = farFrom(user.cityAt(now), random);
    List<Transaction> transactions = new ArrayList<>();
    long time = now;
    for (int left = random.between(1, 4); left > 0; left--) {
      transactions.add(
          random.chance(0.3)
              ? Payments.withdrawal(user, far, time, random.between(5, 20) * 20.0)
              : Payments.purchase(
                  user,
                  stage.merchant(far, MerchantCategory.ELECTRONICS),
                  time,
                  random.between(60.0, 700.0)));
      time += random.between(6 * Stage.MINUTE, 25 * Stage.MINUTE);
    }
    return transactions;
  }

  private static City farFrom(City city, Randomness random) {
    City far = random.one(Atlas.FAR);
    while (far.kilometresTo(city) < FAR_KM) {
      far = random.one(random.chance(0.5) ? Atlas.FAR : Atlas.HOMES);
    }
    return far;
  }
}
