package io.harrier.simulator.scenario;

import io.harrier.model.Transaction;
import io.harrier.simulator.population.User;
import io.harrier.simulator.truth.Truth;
import io.harrier.simulator.truth.Typology;
import java.util.List;

/** An episode whose transactions are being emitted among those of ordinary life. */
public final class EpisodeInProgress {
  private final String id;
  private final Typology typology;
  private final User user;
  private final List<Transaction> transactions;
  private int position;

  EpisodeInProgress(String id, Typology typology, User user, List<Transaction> transactions) {
    this.id = id;
    this.typology = typology;
    this.user = user;
    this.transactions = transactions;
  }

  /** The next transaction, or {@code null} when the episode is over. */
  public Transaction peek() {
    return position < transactions.size() ? transactions.get(position) : null;
  }

  /** Goes on to the transaction after {@link #peek}. */
  public void advance() {
    position++;
  }

  /** What is true of the transaction at {@link #peek}; the last one also completes the episode. */
  public List<Truth> truth() {
    Transaction transaction = transactions.get(position);
    Truth fraud =
        new Truth.FraudulentTransaction(
            transaction.transactionId(), user.id(), typology, id, transaction.eventTime());
    return position == transactions.size() - 1 ? List.of(fraud, summary()) : List.of(fraud);
  }

  public User user() {
    return user;
  }

  int size() {
    return transactions.size();
  }

  private Truth.Episode summary() {
    return new Truth.Episode(
        id,
        user.id(),
        typology,
        transactions.get(0).eventTime(),
        transactions.get(transactions.size() - 1).eventTime(),
        transactions.stream().map(Transaction::transactionId).toList());
  }
}
