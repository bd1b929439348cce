package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternDefinition;
import java.util.List;

/**
 * A pattern that has matched.
 *
 * @param transactionIds all that took part, oldest first
 * @param eventTime of the last transaction that took part; where the pattern ends with {@code not
 *     followed by}, the end of {@code within}, when the absence became certain
 */
public record SequenceMatch(
    PatternDefinition pattern, List<String> transactionIds, long eventTime) {

  public SequenceMatch {
    transactionIds = List.copyOf(transactionIds);
  }
}
