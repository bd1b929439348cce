package io.harrier.simulator.scenario;

import io.harrier.model.Transaction;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.MerchantCategory;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;
import io.harrier.simulator.truth.Typology;
import java.util.ArrayList;
import java.util.List;

/** After weeks of good behaviour the whole credit line is spent within two days. */
final class BustOut implements Scenario {
  private static final List<MerchantCategory> RESOLD_EASILY =
      List.of(MerchantCategory.ELECTRONICS, MerchantCategory.JEWELRY, MerchantCategory.ELECTRONICS);

  @Override
  public Typology typology() {
    return Typology.BUST_OUT;
  }

  @Override
  public boolean suits(User user, long now) {
    int hour = Stage.localHour(user, now);
    return user.transactions() >= 2 * Stage.SETTLED
        && Stage.isAtHome(user, now)
        && Stage.isAtHome(user, now + 2 * Stage.DAY)
        && hour >= 9
        && hour <= 12;
  }

  @Override
  public List<Transaction> play(User user, long now, Stage stage) {
    Randomness random = stage.random();
    List<Transaction> transactions = new ArrayList<>();
    long morning = now;
    int days = random.between(1, 2);
    for (int day = 0; day < days; day++) {
      long time = morning;
      for (int left = random.between(4, 6); left > 0; left--) {
        transactions.add(
            Payments.purchase(
                user,
                stage.merchant(user.home(), random.one(RESOLD_EASILY)),
                time,
                random.between(550.0, 2400.0)));
        time += random.between(25 * Stage.MINUTE, 90 * Stage.MINUTE);
      }
      morning += Stage.DAY;
    }
    return transactions;
  }
}
