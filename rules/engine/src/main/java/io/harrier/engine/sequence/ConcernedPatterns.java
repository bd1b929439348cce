package io.harrier.engine.sequence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which patterns of a release a transaction concerns, and by which steps: by its marks, and because
 * an open match waits for the very next. Found for one transaction at a time, empty in between.
 */
final class ConcernedPatterns {
  /** Where a mark is used: in this pattern, by these steps. */
  private record Use(int pattern, long steps) {}

  private final List<PatternProgram> patterns;
  private final Map<String, List<Use>> uses = new HashMap<>();
  private final Map<Long, Integer> byHash = new HashMap<>();

  /** Patterns that are switched off. */
  private final BitSet off;

  // scratch, empty between transactions
  private final BitSet concerned;
  private final long[] steps;

  /**
   * @throws IllegalArgumentException if a pattern stands twice
   */
  ConcernedPatterns(List<PatternProgram> patterns) {
    this.patterns = patterns;
    this.off = new BitSet(patterns.size());
    this.concerned = new BitSet(patterns.size());
    this.steps = new long[patterns.size()];
    for (int i = 0; i < patterns.size(); i++) {
      PatternProgram program = patterns.get(i);
      if (byHash.put(program.hash(), i) != null) {
        throw new IllegalArgumentException(
            "pattern '" + program.definition().id() + "' stands twice in the release");
      }
      addUses(program, i);
    }
  }

  private void addUses(PatternProgram program, int index) {
    Map<String, Long> stepsByMark = new HashMap<>();
    var declared = program.definition().steps();
    for (int step = 0; step < declared.size(); step++) {
      stepsByMark.merge(declared.get(step).mark(), 1L << step, (a, b) -> a | b);
    }
    stepsByMark.forEach(
        (mark, bits) ->
            uses.computeIfAbsent(mark, any -> new ArrayList<>()).add(new Use(index, bits)));
  }

  /**
   * Switches off the patterns with these ids, and on all others; an id of no pattern means nothing.
   */
  void switchOff(Set<String> ids) {
    for (int i = 0; i < patterns.size(); i++) {
      off.set(i, ids.contains(patterns.get(i).definition().id()));
    }
  }

  boolean isOff(int pattern) {
    return off.get(pattern);
  }

  /** Whether the release has the pattern with this hash, and it is on. */
  boolean isMatched(long hash) {
    Integer pattern = byHash.get(hash);
    return pattern != null && !off.get(pattern);
  }

  /**
   * Finds what a transaction concerns; {@link #clear} is to follow.
   *
   * @param open of its user; those of patterns that are not matched are taken out
   * @param inOrder whether the transaction is the user's newest
   * @param dropping told of each that is taken out
   */
  void find(
      List<OpenPattern> open, Set<String> marks, boolean inOrder, Consumer<OpenPattern> dropping) {
    if (!marks.isEmpty()) {
      for (String mark : marks) {
        for (Use use : uses.getOrDefault(mark, List.of())) {
          if (!off.get(use.pattern())) {
            steps[use.pattern()] |= use.steps();
            concerned.set(use.pattern());
          }
        }
      }
    }
    for (int i = open.size() - 1; i >= 0; i--) {
      Integer pattern = byHash.get(open.get(i).hash());
      if (pattern == null || off.get(pattern)) {
        // One out of order may be decided by the release before: it ends nothing of this one's.
        if (inOrder) {
          dropping.accept(open.remove(i));
        }
      } else if (patterns.get(pattern).isStrict()) {
        concerned.set(pattern);
      }
    }
  }

  boolean isEmpty() {
    return concerned.isEmpty();
  }

  /** The first concerned pattern from this position of the release on, or -1. */
  int next(int from) {
    return concerned.nextSetBit(from);
  }

  /** The steps of a pattern that the transaction's marks serve, as bits. */
  long steps(int pattern) {
    return steps[pattern];
  }

  void clear() {
    for (int i = concerned.nextSetBit(0); i >= 0; i = concerned.nextSetBit(i + 1)) {
      steps[i] = 0;
    }
    concerned.clear();
  }
}
