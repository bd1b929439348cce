package io.harrier.alerting.casework;

/** What can happen to a case. */
public enum CaseEventKind {
  OPENED,
  SEVERITY_RAISED,
  /** An alert reached a case that an analyst had closed; it stays closed. */
  ALERT_AFTER_CLOSE,
  ASSIGNED,
  UNASSIGNED,
  CLOSED,
  REOPENED,
  /** Between open and in review, while the assignee stayed the same. */
  STATUS_CHANGED,
  /** Of a case that stayed closed, or open. */
  DISPOSITION_CHANGED,
  NOTED
}
