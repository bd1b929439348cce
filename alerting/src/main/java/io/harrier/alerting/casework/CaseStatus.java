package io.harrier.alerting.casework;

/**
 * Where a case is in its life.
 *
 * <pre>
 *   OPEN ──assign──► IN_REVIEW ──close──► CLOSED
 *    │  ◄─unassign──     ▲                  │ ▲
 *    │                   └─────reopen───────┘ │
 *    └───────────────────close────────────────┘
 * </pre>
 *
 * A case without an assignee is reopened as OPEN. Alerts never change the status.
 */
public enum CaseStatus {
  OPEN,
  IN_REVIEW,
  CLOSED
}
