package io.harrier.simulator.scenario;

import io.harrier.model.Transaction;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.MerchantCategory;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;
import io.harrier.simulator.truth.Typology;
import java.util.ArrayList;
import java.util.List;

/** Purchases that look like anybody's, by someone of whom more is known than the transactions. */
final class HighRiskUser implements Scenario {
  private static final double HIGH = 0.85;

  @Override
  public Typology typology() {
    return Typology.HIGH_RISK_USER;
  }

  @Override
  public boolean suits(User user, long now) {
    int hour = Stage.localHour(user, now);
    return user.riskScore() >= HIGH && hour >= 9 && hour <= 20 && Stage.isAtHome(user, now);
  }

  @Override
  public List<Transaction> play(User user, long now, Stage stage) {
    Randomness random = stage.random();
    List<Transaction> transactions = new ArrayList<>();
    long time = now;
    for (int left = random.between(2, 4); left > 0; left--) {
      transactions.add(
          Payments.purchase(
              user,
              stage.merchant(
                  user.home(),
                  random.chance(0.5)
                      ? MerchantCategory.ELECTRONICS
                      : MerchantCategory.ONLINE_RETAIL),
              time,
              random.between(320.0, 700.0)));
      time += random.between(40 * Stage.MINUTE, 3 * Stage.HOUR);
    }
    return transactions;
  }
}
