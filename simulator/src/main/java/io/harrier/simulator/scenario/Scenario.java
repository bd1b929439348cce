package io.harrier.simulator.scenario;

import io.harrier.model.Transaction;
import io.harrier.simulator.population.User;
import io.harrier.simulator.truth.Typology;
import java.util.List;

/** How one kind of fraud goes. */
public interface Scenario {

  Typology typology();

  /**
   * Whether this user can be hit, or can commit it, at this moment.
   *
   * @param now epoch milliseconds
   */
  boolean suits(User user, long now);

  /** The fraudulent transactions of one episode, from {@code now} on, in order of event time. */
  List<Transaction> play(User user, long now, Stage stage);
}
