package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.model.Transaction;
import java.util.List;
import java.util.Set;

/** SKELETON: runs flink-cep's NFA for each pattern of a release; for one thread. */
public final class SequenceMatcher {

  /**
   * @param maxOpenMatchesPerUser beyond it the oldest open match of a pattern is given up, and
   *     counted
   */
  public SequenceMatcher(List<PatternDefinition> patterns, int maxOpenMatchesPerUser) {
    throw new UnsupportedOperationException("skeleton");
  }

  public List<SequenceMatch> onTransaction(
      SequenceState state, Transaction transaction, Set<String> marks) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Lets event time pass: open matches time out, absences complete. */
  public List<SequenceMatch> onTime(SequenceState state, long time) {
    throw new UnsupportedOperationException("skeleton");
  }
}
