package io.harrier.model;

/**
 * The life of a release.
 *
 * <pre>
 *   DRAFT ──validate──► VALIDATED ──► SHADOW ──► CANARY ──promote──► LIVE ──► RETIRED
 *                           │            │                            ▲
 *                           └────────────┴──────────publish───────────┘
 * </pre>
 *
 * Content never changes: an edit is a new version. Only {@link #LIVE} decides transactions.
 */
public enum ReleaseState {
  DRAFT,
  VALIDATED,
  SHADOW,
  CANARY,
  LIVE,
  RETIRED
}
