package io.harrier.engine.sequence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.Lockable;
import org.apache.flink.cep.nfa.sharedbuffer.NodeId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferNode;

/**
 * One user's open matches of one pattern: what flink-cep's NFA keeps for a key, and the matches set
 * aside because their time is over for a transaction in order, while one out of order may still
 * belong to them.
 */
final class OpenMatches {
  private final Map<EventId, Lockable<SequenceEvent>> events;
  private final Map<NodeId, Lockable<SharedBufferNode>> nodes;

  /** By beginning; what began together stays in the order it was set aside in. */
  private final List<ComputationState> overdue;

  /** In the order the NFA left them in: it decides between matches of the same beginning. */
  private Queue<ComputationState> live;

  /** Complete, but a skip strategy waits for an open match that began earlier. */
  private Queue<ComputationState> completed;

  OpenMatches(
      Map<EventId, Lockable<SequenceEvent>> events,
      Map<NodeId, Lockable<SharedBufferNode>> nodes,
      NFAState state,
      NFAState overdue) {
    this.events = events;
    this.nodes = nodes;
    this.live = state.getPartialMatches();
    this.completed = state.getCompletedMatches();
    this.overdue = new ArrayList<>(overdue.getPartialMatches());
  }

  /** Nothing but the NFA's start. */
  static OpenMatches none(PatternProgram program) {
    return new OpenMatches(
        new HashMap<>(),
        new HashMap<>(),
        program.nfa().createInitialNFAState(),
        new NFAState(ordered(), ordered()));
  }

  static PriorityQueue<ComputationState> ordered() {
    return new PriorityQueue<>(NFAState.COMPUTATION_STATE_COMPARATOR);
  }

  Map<EventId, Lockable<SequenceEvent>> events() {
    return events;
  }

  Map<NodeId, Lockable<SharedBufferNode>> nodes() {
    return nodes;
  }

  Queue<ComputationState> live() {
    return live;
  }

  Queue<ComputationState> completed() {
    return completed;
  }

  List<ComputationState> overdue() {
    return overdue;
  }

  void setAside(ComputationState match) {
    int place = overdue.size();
    while (place > 0
        && NFAState.COMPUTATION_STATE_COMPARATOR.compare(overdue.get(place - 1), match) > 0) {
      place--;
    }
    overdue.add(place, match);
  }

  void take(NFAState state) {
    live = state.getPartialMatches();
    completed = state.getCompletedMatches();
  }

  /** Those that have begun and are not complete. */
  List<ComputationState> begun() {
    List<ComputationState> begun = new ArrayList<>(overdue);
    live.stream().filter(match -> !isStart(match)).forEach(begun::add);
    return begun;
  }

  /** How many there are, each branch of a match counted. */
  int size() {
    int starts = 0;
    for (ComputationState match : live) {
      if (isStart(match)) {
        starts++;
      }
    }
    return live.size() - starts + overdue.size() + completed.size();
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** When the earliest began, or {@code Long.MAX_VALUE}. */
  long earliestStart() {
    long earliest = Long.MAX_VALUE;
    for (ComputationState match : live) {
      if (!isStart(match)) {
        earliest = Math.min(earliest, match.getStartTimestamp());
      }
    }
    for (ComputationState match : overdue) {
      earliest = Math.min(earliest, match.getStartTimestamp());
    }
    return earliest;
  }

  static boolean isStart(ComputationState match) {
    return match.getStartEventID() == null;
  }
}
