package io.harrier.simulator.scenario;

import io.harrier.model.Transaction;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;
import io.harrier.simulator.truth.Typology;
import java.util.ArrayList;
import java.util.List;

/** Money from a stranger comes in, and nearly all of it goes on to other strangers in minutes. */
final class Mule implements Scenario {

  @Override
  public Typology typology() {
    return Typology.MULE;
  }

  @Override
  public boolean suits(User user, long now) {
    return Stage.isSettled(user);
  }

  @Override
  public List<Transaction> play(User user, long now, Stage stage) {
    Randomness random = stage.random();
    List<Transaction> transactions = new ArrayList<>();
    double amount = random.between(900.0, 6000.0);
    transactions.add(Payments.credit(user, user.stranger(), now, amount));
    int parts = random.between(1, 3);
    double share = random.between(0.85, 0.98) / parts;
    long time = now;
    for (int i = 0; i < parts; i++) {
      time += random.between(2 * Stage.MINUTE, 9 * Stage.MINUTE);
      transactions.add(
          Payments.transfer(
              user, user.stranger(), time, amount * share, user.device(), user.ipAddress()));
    }
    return transactions;
  }
}
