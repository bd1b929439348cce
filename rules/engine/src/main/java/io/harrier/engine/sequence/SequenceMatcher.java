package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternCheck;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.rule.RuleProfile;
import io.harrier.model.Transaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

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
 * <p>A pattern keeps its open matches from one release to the next as long as it does not change.
 * One that the release does not have, or that is switched off, loses them with the next transaction
 * in order: what has missed a transaction cannot go on as if it had not.
 *
 * <p>The NFA does not run for a user without an open match and a transaction that cannot begin one,
 * nor for a transaction without any mark of the pattern, unless the pattern asks for the very next.
 */
public final class SequenceMatcher {
  private final List<PatternProgram> patterns;
  private final ConcernedPatterns concerned;
  private final NfaRunner runner;
  private final PatternProfiler profiler;
  private final Consumer<OpenPattern> dropping = this::drop;
  private OpenMatchCounts counts = new OpenMatchCounts();

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
    this.concerned = new ConcernedPatterns(this.patterns);
    this.runner = new NfaRunner(maxOpenMatchesPerUser);
    this.profiler = new PatternProfiler(this.patterns);
  }

  /** How many open matches this matcher has given up because a user had too many of a pattern. */
  public long givenUp() {
    return runner.givenUp();
  }

  /** Counts open matches there from now on; it knows of those that are open already. */
  public void countIn(OpenMatchCounts shared) {
    counts = shared;
  }

  /** How many matches of each pattern are open, by its id, in the order of the release. */
  public Map<String, Long> openMatches() {
    Map<String, Long> open = new LinkedHashMap<>();
    for (PatternProgram program : patterns) {
      open.put(program.definition().id(), counts.of(program.hash()));
    }
    return open;
  }

  /** Of every pattern, in the order of the release. */
  public List<RuleProfile> profiles() {
    return profiler.profiles();
  }

  /** Changes when the profiles have something new to say. */
  public int profiled() {
    return profiler.rounds();
  }

  /**
   * Switches off the patterns with these ids, and on all others; an id of no pattern means nothing.
   */
  public void switchOff(Set<String> ids) {
    concerned.switchOff(ids);
  }

  /** Matches that a transaction completes, in the order of the release. */
  public List<SequenceMatch> onTransaction(
      SequenceState state, Transaction transaction, Set<String> marks) {
    state.saw(transaction.eventTime());
    if (state.open().isEmpty() && marks.isEmpty()) {
      return List.of();
    }
    concerned.find(state.open(), marks, transaction.eventTime() == state.newest(), dropping);
    if (concerned.isEmpty()) {
      return List.of();
    }
    List<SequenceMatch> matches = new ArrayList<>();
    try {
      for (int i = concerned.next(0); i >= 0; i = concerned.next(i + 1)) {
        run(i, state, transaction, concerned.steps(i), matches);
      }
    } finally {
      concerned.clear();
    }
    return matches;
  }

  private void drop(OpenPattern open) {
    counts.add(open.hash(), -open.count());
  }

  private void run(
      int pattern,
      SequenceState state,
      Transaction transaction,
      long marked,
      List<SequenceMatch> found) {
    PatternProgram program = patterns.get(pattern);
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
    boolean timed = profiler.begins(pattern);
    long started = timed ? System.nanoTime() : 0;
    try {
      OpenMatches matches = open == null ? OpenMatches.none(program) : open.matches();
      SequenceEvent event = program.event(transaction, served);
      if (runner.arrive(program, matches, event, state.newest(), results)) {
        store(program, state, open, matches);
      }
    } catch (Exception e) {
      throw failed(program, "transaction " + transaction.transactionId(), e);
    }
    if (timed) {
      profiler.took(pattern, System.nanoTime() - started);
    }
    collect(pattern, results, found);
  }

  /** Lets event time pass: everything before {@code time} has arrived, absences complete. */
  public List<SequenceMatch> onTime(SequenceState state, long time) {
    if (state.nextDeadline() > time) {
      return List.of();
    }
    state.dropExpired(time, concerned::isMatched, dropping);
    List<SequenceMatch> found = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      PatternProgram program = patterns.get(i);
      OpenPattern open = concerned.isOff(i) ? null : state.find(program.hash());
      if (open != null && open.deadline() <= time) {
        List<List<SequenceEvent>> results = new ArrayList<>(2);
        try {
          OpenMatches matches = open.matches();
          runner.pass(program, matches, time, state.newest(), results);
          store(program, state, open, matches);
        } catch (Exception e) {
          throw failed(program, "time " + time, e);
        }
        collect(i, results, found);
      }
    }
    return found;
  }

  /** The matches that have begun and are not complete, in the order of the release. */
  public List<OpenSequence> openSequences(SequenceState state) {
    List<OpenSequence> sequences = new ArrayList<>();
    for (PatternProgram program : patterns) {
      OpenPattern open = state.find(program.hash());
      if (open != null) {
        try {
          open.matches()
              .begun()
              .forEach(
                  match ->
                      sequences.add(
                          new OpenSequence(
                              program.definition(),
                              PatternCompiler.stepPosition(match.getCurrentStateName()),
                              match.getStartTimestamp(),
                              match.getStartTimestamp() + program.within())));
        } catch (IOException e) {
          throw failed(program, "no transaction, its open matches are damaged", e);
        }
      }
    }
    return sequences;
  }

  private void store(
      PatternProgram program, SequenceState state, OpenPattern open, OpenMatches matches) {
    int before = open == null ? 0 : open.count();
    counts.add(program.hash(), matches.size() - before);
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

  private void collect(int pattern, List<List<SequenceEvent>> results, List<SequenceMatch> found) {
    PatternProgram program = patterns.get(pattern);
    for (List<SequenceEvent> events : results) {
      long eventTime = program.eventTime(events.get(0), events.get(events.size() - 1));
      profiler.matched(pattern, eventTime);
      found.add(
          new SequenceMatch(
              program.definition(),
              events.stream().map(SequenceEvent::transactionId).toList(),
              eventTime));
    }
  }

  private static IllegalStateException failed(PatternProgram program, String at, Exception cause) {
    return new IllegalStateException(
        "pattern '" + program.definition().id() + "' could not be matched at " + at, cause);
  }
}
