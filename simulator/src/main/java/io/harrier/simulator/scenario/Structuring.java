package io.harrier.simulator.scenario;

import io.harrier.model.Transaction;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.User;
import io.harrier.simulator.truth.Typology;
import java.util.ArrayList;
import java.util.List;

/** Cash is paid in again and again, each time just below the amount that must be reported. */
final class Structuring implements Scenario {
  /** 10,000 is the limit of the Bank Secrecy Act, and of the fourth directive for cash. */
  private static final double LIMIT = 10_000;

  @Override
  public Typology typology() {
    return Typology.STRUCTURING;
  }

  @Override
  public boolean suits(User user, long now) {
    int hour = Stage.localHour(user, now);
    return hour >= 9 && hour <= 17 && Stage.isAtHome(user, now);
  }

  @Override
  public List<Transaction> play(User user, long now, Stage stage) {
    Randomness random = stage.random();
    List<Transaction> transactions = new ArrayList<>();
    long time = now;
    for (int left = random.between(3, 5); left > 0; left--) {
      double amount = Math.floor(LIMIT * random.between(0.88, 0.995) / 10) * 10;
      transactions.add(Payments.cashDeposit(user, user.home(), time, amount));
      time +=
          random.chance(0.4)
              ? random.between(30 * Stage.MINUTE, 3 * Stage.HOUR)
              : Stage.DAY + random.between(-Stage.HOUR, Stage.HOUR);
    }
    return transactions;
  }
}
