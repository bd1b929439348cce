package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternCheck;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs flink-cep's NFA for each pattern of a release; for one thread.
 *
 * <p>For transactions in order of event time the matches are those of flink-cep, whenever {@link
 * #onTime} is called. A transaction is matched when it arrives, never later; for one that is older
 * than the user's newest holds:
 *
 * <ul>
 *   <li>it is invisible to an open match that has taken a newer transaction: no step precedes in
 *       event time the step before it;
 *   <li>it may extend a match that would be over for a transaction in order, until {@link #onTime}
 *       has ended that match;
 *   <li>in a pattern with {@code next}, {@code not next} or {@code not followed by} it can break an
 *       open match but not become part of one: what came after it has already gone by, so that
 *       nobody could say whether the next one was the next.
 * </ul>
 *
 * <p>The NFA does not run for a user without an open match and a transaction that cannot begin one,
 * nor for a transaction without any mark of the pattern, unless the pattern asks for the very next.
 */
public final class SequenceMatcher {
  /** Where a mark is used: in this pattern, by these steps. */
  private record Use(int pattern, long steps) {}

  private final List<PatternProgram> patterns;
  private final Map<String, List<Use>> uses = new HashMap<>();
  private final Map<Long, Integer> byHash = new HashMap<>();
  private final NfaRunner runner;

  // scratch, empty between calls
  private final BitSet concerned;
  private final long[] steps;

  /**
   * @param maxOpenMatchesPerUser beyond it the oldest open match of a pattern is given up, and
   *     counted
   * @throws IllegalArgumentException if a pattern has {@link PatternCheck#problems}, or stands
   *     twice
   */
  public SequenceMatcher(List<PatternDefinition> patterns, int maxOpenMatchesPerUser) {
    if (maxOpenMatchesPerUser < 1) {
      throw new IllegalArgumentException(
          "open matches per user must be at least 1, not " + maxOpenMatchesPerUser);
    }
    this.patterns = patterns.stream().map(PatternProgram::new).toList();
    this.runner = new NfaRunner(maxOpenMatchesPerUser);
    this.concerned = new BitSet(patterns.size());
    this.steps = new long[patterns.size()];
    for (int i = 0; i < this.patterns.size(); i++) {
      PatternProgram program = this.patterns.get(i);
      if (byHash.put(program.hash(), i) != null) {
        throw new IllegalArgumentException(
            "pattern '" + program.definition().id() + "' stands twice in the release");
      }
      addUses(program.definition(), i);
    }
  }

  private void addUses(PatternDefinition pattern, int index) {
    Map<String, Long> stepsByMark = new HashMap<>();
    for (int step = 0; step < pattern.steps().size(); step++) {
      stepsByMark.merge(pattern.steps().get(step).mark(), 1L << step, (a, b) -> a | b);
    }
    stepsByMark.forEach(
        (mark, bits) ->
            uses.computeIfAbsent(mark, any -> new ArrayList<>()).add(new Use(index, bits)));
  }

  /** How many open matches this matcher has given up because a user had too many of a pattern. */
  public long givenUp() {
    return runner.givenUp();
  }

  /** Matches that a transaction completes, in the order of the release. */
  public List<SequenceMatch> onTransaction(
      SequenceState state, Transaction transaction, Set<String> marks) {
    state.saw(transaction.eventTime());
    if (state.open().isEmpty() && marks.isEmpty()) {
      return List.of();
    }
    findConcerned(state, marks);
    if (concerned.isEmpty()) {
      return List.of();
    }
    List<SequenceMatch> matches = new ArrayList<>();
    try {
      for (int i = concerned.nextSetBit(0); i >= 0; i = concerned.nextSetBit(i + 1)) {
        run(patterns.get(i), state, transaction, steps[i], matches);
      }
    } finally {
      for (int i = concerned.nextSetBit(0); i >= 0; i = concerned.nextSetBit(i + 1)) {
        steps[i] = 0;
      }
      concerned.clear();
    }
    return matches;
  }

  private void findConcerned(SequenceState state, Set<String> marks) {
    if (!marks.isEmpty()) {
      for (String mark : marks) {
        for (Use use : uses.getOrDefault(mark, List.of())) {
          steps[use.pattern()] |= use.steps();
          concerned.set(use.pattern());
        }
      }
    }
    for (int i = 0; i < state.open().size(); i++) {
      Integer pattern = byHash.get(state.open().get(i).hash());
      if (pattern != null && patterns.get(pattern).isStrict()) {
        concerned.set(pattern);
      }
    }
  }

  private void run(
      PatternProgram program,
      SequenceState state,
      Transaction transaction,
      long marked,
      List<SequenceMatch> found) {
    boolean inOrder = transaction.eventTime() == state.newest();
    long served = inOrder ? marked : program.outOfOrder(marked);
    OpenPattern open = state.find(program.hash());
    if (open == null && !program.starts(served)) {
      return;
    }
    if (!inOrder && served == 0) {
      return;
    }
    List<List<SequenceEvent>> results = new ArrayList<>(2);
    try {
      OpenMatches matches = open == null ? OpenMatches.none(program) : open.matches();
      SequenceEvent event = program.event(transaction, served);
      if (runner.arrive(program, matches, event, state.newest(), results)) {
        store(program, state, open, matches);
      }
    } catch (Exception e) {
      throw failed(program, "transaction " + transaction.transactionId(), e);
    }
    collect(program, results, found);
  }

  /** Lets event time pass: everything before {@code time} has arrived, absences complete. */
  public List<SequenceMatch> onTime(SequenceState state, long time) {
    if (state.nextDeadline() > time) {
      return List.of();
    }
    state.dropExpired(time, byHash::containsKey);
    List<SequenceMatch> found = new ArrayList<>();
    for (PatternProgram program : patterns) {
      OpenPattern open = state.find(program.hash());
      if (open != null && open.deadline() <= time) {
        List<List<SequenceEvent>> results = new ArrayList<>(2);
        try {
          OpenMatches matches = open.matches();
          runner.pass(program, matches, time, state.newest(), results);
          store(program, state, open, matches);
        } catch (Exception e) {
          throw failed(program, "time " + time, e);
        }
        collect(program, results, found);
      }
    }
    return found;
  }

  private static void store(
      PatternProgram program, SequenceState state, OpenPattern open, OpenMatches matches) {
    if (matches.isEmpty()) {
      state.open().remove(open);
      return;
    }
    OpenPattern kept = open;
    if (kept == null) {
      kept = OpenPattern.of(program.hash(), matches);
      state.open().add(kept);
    }
    // Complete matches alone wait for nothing: the next time that passes releases them.
    long earliest = matches.earliestStart();
    kept.changed(earliest == Long.MAX_VALUE ? state.newest() : earliest + program.within());
  }

  private static void collect(
      PatternProgram program, List<List<SequenceEvent>> results, List<SequenceMatch> found) {
    for (List<SequenceEvent> events : results) {
      found.add(
          new SequenceMatch(
              program.definition(),
              events.stream().map(SequenceEvent::transactionId).toList(),
              program.eventTime(events.get(0), events.get(events.size() - 1))));
    }
  }

  private static IllegalStateException failed(PatternProgram program, String at, Exception cause) {
    return new IllegalStateException(
        "pattern '" + program.definition().id() + "' could not be matched at " + at, cause);
  }
}
