package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternDefinition;
import java.util.List;

/**
 * A pattern that has matched.
 *
 * @param transactionIds all that took part, oldest first
 * @param eventTime of the transaction that completed it, or when an absence became certain
 */
public record SequenceMatch(
    PatternDefinition pattern, List<String> transactionIds, long eventTime) {}
