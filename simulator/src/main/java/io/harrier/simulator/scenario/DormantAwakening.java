package io.harrier.simulator.scenario;

import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.MerchantCategory;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;
import io.harrier.simulator.truth.Typology;
import java.util.ArrayList;
import java.util.List;

/** An account that nobody has looked at for weeks wakes up and is emptied. */
final class DormantAwakening implements Scenario {
  private static final long SILENCE = 23 * Stage.DAY;

  @Override
  public Typology typology() {
    return Typology.DORMANT_AWAKENING;
  }

  @Override
  public boolean suits(User user, long now) {
    return user.transactions() >= 5 && now - user.lastTime() > SILENCE;
  }

  @Override
  public List<Transaction> play(User user, long now, Stage stage) {
    Randomness random = stage.random();
    List<Transaction> transactions = new ArrayList<>();
    long time = now;
    if (random.chance(0.6)) {
      transactions.add(
          Payments.login(
              user, time, user.device(), stage.strangersAddress(), TransactionStatus.APPROVED));
      time += random.between(2 * Stage.MINUTE, 3 * Stage.HOUR);
    }
    for (int left = random.between(2, 4); left > 0; left--) {
      double amount = random.between(450.0, 2500.0);
      transactions.add(
          random.chance(0.5)
              ? Payments.transfer(
                  user, user.stranger(), time, amount, user.device(), stage.strangersAddress())
              : Payments.purchase(
                  user, stage.merchant(user.home(), MerchantCategory.JEWELRY), time, amount));
      time += random.between(10 * Stage.MINUTE, 4 * Stage.HOUR);
    }
    return transactions;
  }
}
