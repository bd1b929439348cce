package io.harrier.simulator.scenario;

import io.harrier.model.Transaction;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.MerchantCategory;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;
import io.harrier.simulator.truth.Typology;
import java.util.ArrayList;
import java.util.List;

/** A stolen card is used as fast and as often as it goes before somebody blocks it. */
final class VelocityBurst implements Scenario {
  private static final List<MerchantCategory> SHOPS =
      List.of(
          MerchantCategory.ONLINE_RETAIL,
          MerchantCategory.ONLINE_RETAIL,
          MerchantCategory.DIGITAL_GOODS);

  @Override
  public Typology typology() {
    return Typology.VELOCITY_BURST;
  }

  @Override
  public boolean suits(User user, long now) {
    return true;
  }

  @Override
  public List<Transaction> play(User user, long now, Stage stage) {
    Randomness random = stage.random();
    List<Transaction> transactions = new ArrayList<>();
    long time = now;
    for (int left = random.between(7, 15); left > 0; left--) {
      transactions.add(
          Payments.purchase(
              user,
              stage.merchant(user.home(), random.one(SHOPS)),
              time,
              random.between(25.0, 160.0)));
      time += random.between(15 * Stage.SECOND, 100 * Stage.SECOND);
    }
    return transactions;
  }
}
