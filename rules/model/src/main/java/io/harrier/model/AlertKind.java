package io.harrier.model;

/** What raised an alert. */
public enum AlertKind {
  /** A rule on one transaction. */
  RULE,
  /** A sequence of marked transactions, or the absence of one. */
  PATTERN,
  /** A rule on a session that has closed. */
  SESSION
}
