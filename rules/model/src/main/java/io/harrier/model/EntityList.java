package io.harrier.model;

/** What it means to be listed; constants are only appended. */
public enum EntityList {
  /** Known to be good: exempts from the other two. */
  ALLOW,
  /** Known to be bad. */
  BLOCK,
  /** To be looked at. */
  WATCH
}
