package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.model.Transaction;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One user's transactions; what they match, as the ids of the transactions that took part. */
final class UserRun {
  private final SequenceMatcher matcher;
  private SequenceState state = new SequenceState();

  UserRun(PatternDefinition... patterns) {
    this(32, patterns);
  }

  UserRun(int maxOpenMatches, PatternDefinition... patterns) {
    this.matcher = new SequenceMatcher(List.of(patterns), maxOpenMatches);
  }

  /** A transaction whose id is its mark and time: {@code A@5}; no mark if it is {@code x}. */
  List<String> send(String mark, long time) {
    return send(mark, time, transaction -> transaction);
  }

  List<String> send(String mark, long time, UnaryOperator<Transaction.Builder> fields) {
    Transaction transaction =
        fields.apply(Transaction.builder(mark + "@" + time, "user", time)).build();
    return ids(
        matcher.onTransaction(state, transaction, mark.equals("x") ? Set.of() : Set.of(mark)));
  }

  /** A transaction with several marks. */
  List<String> send(String id, long time, Set<String> marks) {
    return ids(matcher.onTransaction(state, Transaction.builder(id, "user", time).build(), marks));
  }

  List<String> pass(long time) {
    return ids(matcher.onTime(state, time));
  }

  SequenceState state() {
    return state;
  }

  void state(SequenceState other) {
    state = other;
  }

  SequenceMatcher matcher() {
    return matcher;
  }

  private static List<String> ids(List<SequenceMatch> matches) {
    return matches.stream().map(match -> String.join(" ", match.transactionIds())).toList();
  }
}
