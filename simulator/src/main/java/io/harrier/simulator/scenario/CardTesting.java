package io.harrier.simulator.scenario;

import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Merchant;
import io.harrier.simulator.population.MerchantCategory;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;
import io.harrier.simulator.truth.Typology;
import java.util.ArrayList;
import java.util.List;

/** A stolen number is tried with tiny amounts, most of them declined, until one goes through. */
final class CardTesting implements Scenario {

  @Override
  public Typology typology() {
    return Typology.CARD_TESTING;
  }

  @Override
  public boolean suits(User user, long now) {
    return true;
  }

  @Override
  public List<Transaction> play(User user, long now, Stage stage) {
    Randomness random = stage.random();
    List<Transaction> transactions = new ArrayList<>();
    Merchant shop = stage.merchant(user.home(), MerchantCategory.DIGITAL_GOODS);
    long time = now;
    int tries = random.between(6, 14);
    for (int i = 0; i < tries; i++) {
      TransactionStatus status =
          random.chance(0.7) && i < tries - 1
              ? TransactionStatus.DECLINED
              : TransactionStatus.APPROVED;
      transactions.add(Payments.purchase(user, shop, time, random.between(0.5, 2.5), status));
      time += random.between(4 * Stage.SECOND, 45 * Stage.SECOND);
      if (random.chance(0.2)) {
        shop = stage.merchant(user.home(), MerchantCategory.DIGITAL_GOODS);
      }
    }
    if (random.chance(0.6)) {
      transactions.add(
          Payments.purchase(
              user,
              stage.merchant(user.home(), MerchantCategory.ONLINE_RETAIL),
              time + random.between(2 * Stage.MINUTE, 20 * Stage.MINUTE),
              random.between(180.0, 900.0)));
    }
    return transactions;
  }
}
