package io.harrier.engine.sequence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.apache.flink.cep.time.TimerService;

/**
 * Runs flink-cep's NFA over open matches, and shows it only those that a transaction may touch.
 *
 * <p>A transaction touches a match whose newest transaction is not newer than itself, and which
 * began less than {@code within} before it. In order, that is what flink-cep does by advancing time
 * to the transaction first. Here time advances only when it is certain, by {@link #pass}: what has
 * merely run out of time is set aside for transactions that arrive out of order.
 */
final class NfaRunner {
  private static final TimerService NO_CLOCK =
      () -> {
        throw new UnsupportedOperationException("a pattern's condition asked for the time");
      };

  private final MatchBuffer buffer = new MatchBuffer();
  private final int maxOpenMatches;
  private long givenUp;

  NfaRunner(int maxOpenMatches) {
    this.maxOpenMatches = maxOpenMatches;
  }

  /** How many open matches were given up because there were too many. */
  long givenUp() {
    return givenUp;
  }

  /**
   * A transaction has arrived.
   *
   * @param newest event time of the user's newest transaction, this one included
   * @return whether the matches have changed
   */
  @SuppressWarnings("try") // closing the accessor flushes caches; nothing there waits
  boolean arrive(
      PatternProgram program,
      OpenMatches matches,
      SequenceEvent event,
      long newest,
      List<List<SequenceEvent>> found)
      throws Exception {
    boolean inOrder = event.eventTime() == newest;
    try (SharedBufferAccessor<SequenceEvent> accessor = buffer.accessTo(matches)) {
      boolean changed = inOrder && setAside(program, matches, newest, accessor);
      if (changed) {
        releaseCompleted(program, matches, accessor, found);
      }
      Collection<ComputationState> hidden = matches.overdue();
      Queue<ComputationState> shown = matches.live();
      if (!inOrder) {
        hidden = new ArrayList<>();
        shown = new ArrayDeque<>();
        divide(program, matches, event.eventTime(), shown, hidden);
        if (shown.isEmpty()) {
          return false;
        }
      }
      NFAState state = new NFAState(shown, matches.completed());
      Collection<Map<String, List<SequenceEvent>>> results =
          program
              .nfa()
              .process(accessor, state, event, event.eventTime(), program.skip(), NO_CLOCK);
      matches.take(state);
      collect(results, found);
      skipHidden(program, results, hidden, accessor);
      if (!inOrder) {
        matches.overdue().clear();
        matches.live().addAll(hidden);
        changed |= setAside(program, matches, newest, accessor);
      }
      changed |= giveUpOldest(program, matches, accessor, found);
      return changed || state.isStateChanged() || !inOrder;
    }
  }

  /** Everything before {@code time} has arrived: matches that began too long ago end. */
  @SuppressWarnings("try") // closing the accessor flushes caches; nothing there waits
  void pass(
      PatternProgram program,
      OpenMatches matches,
      long time,
      long newest,
      List<List<SequenceEvent>> found)
      throws Exception {
    try (SharedBufferAccessor<SequenceEvent> accessor = buffer.accessTo(matches)) {
      Queue<ComputationState> all = new ArrayDeque<>(matches.overdue());
      all.addAll(matches.live());
      matches.overdue().clear();
      NFAState state = new NFAState(all, matches.completed());
      collect(program.nfa().advanceTime(accessor, state, time, program.skip()).f0, found);
      matches.take(state);
      setAside(program, matches, newest, accessor);
    }
  }

  private static void divide(
      PatternProgram program,
      OpenMatches matches,
      long time,
      Collection<ComputationState> shown,
      Collection<ComputationState> hidden) {
    for (ComputationState match : matches.overdue()) {
      (isTouched(program, match, time) ? shown : hidden).add(match);
    }
    for (ComputationState match : matches.live()) {
      (isTouched(program, match, time) ? shown : hidden).add(match);
    }
  }

  private static boolean isTouched(PatternProgram program, ComputationState match, long time) {
    if (OpenMatches.isStart(match)) {
      return !program.needsOrder();
    }
    return match.getPreviousTimestamp() <= time && !program.isOverdue(match, time);
  }

  /** Takes what has run out of time from the NFA, and keeps it only if it can still matter. */
  private static boolean setAside(
      PatternProgram program,
      OpenMatches matches,
      long newest,
      SharedBufferAccessor<SequenceEvent> accessor)
      throws Exception {
    boolean any = false;
    for (ComputationState match : matches.live()) {
      any |= program.isOverdue(match, newest);
    }
    if (!any) {
      return false;
    }
    PriorityQueue<ComputationState> kept = OpenMatches.ordered();
    for (ComputationState match : matches.live()) {
      if (!program.isOverdue(match, newest)) {
        kept.add(match);
      } else if (program.keepsOverdue()) {
        matches.setAside(match);
      } else {
        accessor.releaseNode(match.getPreviousBufferEntry(), match.getVersion());
      }
    }
    matches.take(new NFAState(kept, matches.completed()));
    return true;
  }

  /** What a match makes the NFA skip, it skips among the matches not shown to it too. */
  private static void skipHidden(
      PatternProgram program,
      Collection<Map<String, List<SequenceEvent>>> results,
      Collection<ComputationState> hidden,
      SharedBufferAccessor<SequenceEvent> accessor)
      throws Exception {
    AfterMatchSkipStrategy skip = program.skip();
    if (!skip.isSkipStrategy() || hidden.isEmpty()) {
      return;
    }
    for (Map<String, List<SequenceEvent>> result : results) {
      List<SequenceEvent> events = flatten(result);
      List<EventId> ends = new ArrayList<>(2);
      ends.add(new EventId(Integer.MAX_VALUE, events.get(0).eventTime()));
      ends.add(new EventId(Integer.MAX_VALUE, events.get(events.size() - 1).eventTime()));
      skip.prune(hidden, List.of(Map.of("", ends)), accessor);
    }
  }

  private boolean giveUpOldest(
      PatternProgram program,
      OpenMatches matches,
      SharedBufferAccessor<SequenceEvent> accessor,
      List<List<SequenceEvent>> found)
      throws Exception {
    int excess = matches.size() - maxOpenMatches;
    if (excess <= 0) {
      return false;
    }
    for (; excess > 0; excess--) {
      ComputationState oldest =
          matches.overdue().isEmpty() ? matches.live().poll() : matches.overdue().remove(0);
      if (OpenMatches.isStart(oldest)) {
        matches.live().add(oldest);
        break;
      }
      accessor.releaseNode(oldest.getPreviousBufferEntry(), oldest.getVersion());
      givenUp++;
    }
    releaseCompleted(program, matches, accessor, found);
    return true;
  }

  /** Reports complete matches that have waited for open ones which are there no more. */
  private static void releaseCompleted(
      PatternProgram program,
      OpenMatches matches,
      SharedBufferAccessor<SequenceEvent> accessor,
      List<List<SequenceEvent>> found)
      throws Exception {
    if (matches.completed().isEmpty()) {
      return;
    }
    NFAState state = new NFAState(matches.live(), matches.completed());
    // At this time nothing ends.
    long time = matches.earliestStart();
    collect(
        program
            .nfa()
            .advanceTime(accessor, state, time == Long.MAX_VALUE ? 0 : time, program.skip())
            .f0,
        found);
    matches.take(state);
  }

  private static void collect(
      Collection<Map<String, List<SequenceEvent>>> results, List<List<SequenceEvent>> found) {
    for (Map<String, List<SequenceEvent>> result : results) {
      found.add(flatten(result));
    }
  }

  /** In the order of the steps, which is that of their times. */
  private static List<SequenceEvent> flatten(Map<String, List<SequenceEvent>> result) {
    List<SequenceEvent> events = new ArrayList<>();
    result.values().forEach(events::addAll);
    return events;
  }
}
