package io.harrier.simulator.scenario;

import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;
import io.harrier.simulator.truth.Typology;
import java.util.ArrayList;
import java.util.List;

/** Someone else logs in, from a device never seen before, and sends the money away. */
final class AccountTakeover implements Scenario {

  @Override
  public Typology typology() {
    return Typology.ACCOUNT_TAKEOVER;
  }

  @Override
  public boolean suits(User user, long now) {
    return Stage.isSettled(user);
  }

  @Override
  public List<Transaction> play(User user, long now, Stage stage) {
    Randomness random = stage.random();
    List<Transaction> transactions = new ArrayList<>();
    String device = stage.strangersDevice();
    String address = stage.strangersAddress();
    long time = now;
    for (int wrong = random.between(0, 3); wrong > 0; wrong--) {
      transactions.add(Payments.login(user, time, device, address, TransactionStatus.DECLINED));
      time += random.between(5 * Stage.SECOND, 40 * Stage.SECOND);
    }
    transactions.add(Payments.login(user, time, device, address, TransactionStatus.APPROVED));
    for (int left = random.between(1, 3); left > 0; left--) {
      time += random.between(Stage.MINUTE, 10 * Stage.MINUTE);
      transactions.add(
          Payments.transfer(
              user, user.stranger(), time, random.between(350.0, 3500.0), device, address));
    }
    return transactions;
  }
}
