package io.harrier.model;

/** What a decision recommends, in ascending order of severity. */
public enum Outcome {
  ALLOW,
  REVIEW,
  BLOCK
}
