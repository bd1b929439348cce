package io.harrier.alerting.casework;

/** What an analyst concluded. */
public enum Disposition {
  FRAUD,
  LEGITIMATE,
  UNDECIDED
}
