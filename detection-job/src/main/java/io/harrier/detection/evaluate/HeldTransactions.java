package io.harrier.detection.evaluate;

import io.harrier.detection.state.UserEntry;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;

/**
 * Transactions of the current user that wait until the job is ready. Counts what the subtask holds;
 * what a checkpoint brought back is counted when its user is seen first.
 */
final class HeldTransactions {
  private final ListState<Transaction> state;
  private final int max;
  private final Set<String> countedUsers = new HashSet<>();
  private int count;

  HeldTransactions(ListState<Transaction> state, int max) {
    this.state = state;
    this.max = max;
  }

  /** How many are held in this subtask. */
  int count() {
    return count;
  }

  /** Whether there is no room for one more. */
  boolean isFull() {
    return count >= max;
  }

  /** Holds one more of the user's transactions; the entry must be stored afterwards. */
  void add(UserEntry entry, Transaction transaction) throws Exception {
    countIn(transaction.userId(), entry);
    state.add(transaction);
    entry.setHeld(entry.held() + 1);
    count++;
  }

  /** Takes out all of the user's, in the order of their arrival. */
  List<Transaction> takeAll(String userId, UserEntry entry) throws Exception {
    countIn(userId, entry);
    List<Transaction> taken = new ArrayList<>(entry.held());
    state.get().forEach(taken::add);
    state.clear();
    count -= entry.held();
    entry.setHeld(0);
    countedUsers.remove(userId);
    return taken;
  }

  /** Counts what a checkpoint brought back. */
  void countIn(String userId, UserEntry entry) {
    if (countedUsers.add(userId)) {
      count += entry.held();
    }
  }
}
