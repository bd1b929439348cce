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

/**
 * A merchant in on it, or a terminal in the wrong hands, charges the same card a round amount over
 * and over. The same terminal hits many users; each is an episode, because state is kept by user.
 */
final class TerminalCompromise implements Scenario {

  @Override
  public Typology typology() {
    return Typology.TERMINAL_COMPROMISE;
  }

  @Override
  public boolean suits(User user, long now) {
    int hour = Stage.localHour(user, now);
    return hour >= 10 && hour <= 22 && Stage.isAtHome(user, now);
  }

  @Override
  public List<Transaction> play(User user, long now, Stage stage) {
    Randomness random = stage.random();
    Merchant merchant = stage.merchants().of(user.home(), MerchantCategory.ELECTRONICS).get(0);
    double amount = random.between(2, 6) * 50.0;
    List<Transaction> transactions = new ArrayList<>();
    long time = now;
    for (int left = random.between(3, 6); left > 0; left--) {
      transactions.add(Payments.purchase(user, merchant, time, amount));
      time += random.between(70 * Stage.SECOND, 6 * Stage.MINUTE);
    }
    return transactions;
  }
}
