package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternDefinition;

/** Whether a sequence of one release is the same as one of another, to what users have open. */
public final class SequenceIdentity {
  private SequenceIdentity() {}

  /**
   * Whether matches that are open under one definition go on under the other: so it is as long as
   * nothing changes that decides what matches. Severity, score and reason may.
   */
  public static boolean keepsOpenMatches(PatternDefinition before, PatternDefinition after) {
    return PatternHash.of(before) == PatternHash.of(after);
  }
}
