package io.harrier.alerting;

/**
 * The operators of the job. A uid ties an operator to its state in savepoints: it never changes,
 * and is never used again.
 */
public enum Operator {
  ALERTS("alerts", "Alerts as committed"),
  TRACK_CASES("track-cases", "Suppression and cases"),
  STORE_ALERTS("store-alerts", "Alerts to PostgreSQL"),
  STORE_CASES("store-cases", "Cases to PostgreSQL"),
  CASE_STANDINGS("case-standings", "Cases to Redis"),
  NOTIFY("notify", "New cases to the webhook"),
  DECISIONS("decisions", "Decisions"),
  DECISION_STANDINGS("decision-standings", "Decisions to Redis");

  private final String uid;
  private final String title;

  Operator(String uid, String title) {
    this.uid = uid;
    this.title = title;
  }

  public String uid() {
    return uid;
  }

  /** What the web interface and the metrics call it. */
  public String title() {
    return title;
  }
}
