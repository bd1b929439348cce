package io.harrier.simulator.scenario;

import io.harrier.model.Transaction;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Merchant;
import io.harrier.simulator.population.MerchantCategory;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;
import io.harrier.simulator.truth.Typology;
import java.util.ArrayList;
import java.util.List;

/** Refund after refund for goods that were never sent back, or never bought. */
final class RefundAbuse implements Scenario {

  @Override
  public Typology typology() {
    return Typology.REFUND_ABUSE;
  }

  @Override
  public boolean suits(User user, long now) {
    return Stage.isSettled(user);
  }

  @Override
  public List<Transaction> play(User user, long now, Stage stage) {
    Randomness random = stage.random();
    List<Transaction> transactions = new ArrayList<>();
    Merchant merchant = stage.merchant(user.home(), MerchantCategory.ONLINE_RETAIL);
    long time = now;
    for (int left = random.between(4, 8); left > 0; left--) {
      transactions.add(Payments.refund(user, merchant, time, random.between(60.0, 320.0)));
      time += random.between(2 * Stage.HOUR, 20 * Stage.HOUR);
      if (random.chance(0.3)) {
        merchant = stage.merchant(user.home(), MerchantCategory.ONLINE_RETAIL);
      }
    }
    return transactions;
  }
}
