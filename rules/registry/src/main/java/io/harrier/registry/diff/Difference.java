package io.harrier.registry.diff;

import java.util.List;
import java.util.Optional;

/**
 * One thing that one release has otherwise than another.
 *
 * @param name what analysts call it: the id of a rule, the name of a feature
 * @param place file and line, or row; of the newer release where it is there
 * @param fields what of it differs; of what was added or removed, what it says
 * @param note what it means while the job runs
 */
public record Difference(
    Subject subject,
    Kind kind,
    String name,
    Optional<String> place,
    List<Field> fields,
    Optional<String> note) {

  public Difference {
    fields = List.copyOf(fields);
  }

  /** Of what kind the thing is, in the order in which they are told. */
  public enum Subject {
    SETTING,
    FEATURE,
    RULE,
    TABLE_ROW,
    SEQUENCE
  }

  /** What happened to it. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED,
    /** Nothing; told of sequences, whose open matches are kept. */
    UNCHANGED
  }

  /**
   * @param before empty in what was added
   * @param after empty in what was removed
   */
  public record Field(String name, Optional<String> before, Optional<String> after) {}
}
