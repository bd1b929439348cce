package io.harrier.alerting.standing;

import java.util.List;

/**
 * Something new about where a user stands. Decisions and cases set fields of their own in the hash
 * {@code standing:<userId>}; among updates of one kind the newest wins, whatever order they arrive
 * in, and one that is repeated changes nothing.
 */
public sealed interface StandingUpdate permits DecisionStanding, CaseStanding {

  /** What the keys in Redis start with. */
  String KEY_PREFIX = "standing:";

  String userId();

  /** The hash field that orders updates of this kind: a whole number. */
  String orderField();

  /** Value of {@link #orderField()}; the greater is the newer. */
  long order();

  /** The hash field that orders updates of equal {@link #order()}. */
  String tieField();

  /** Value of {@link #tieField()}; the greater is the newer. */
  long tie();

  /** The hash fields to set, {@link #orderField} and {@link #tieField} among them. */
  List<String> fieldNames();

  /** What to set them to, in the same order. */
  List<String> fieldValues();

  /** The user's key in Redis. */
  default String key() {
    return KEY_PREFIX + userId();
  }

  /** Whether this one is newer than {@code other}, which is of the same kind. */
  default boolean supersedes(StandingUpdate other) {
    return order() != other.order() ? order() > other.order() : tie() > other.tie();
  }
}
