package io.harrier.model;

/**
 * The life of a release.
 *
 * <pre>
 *                          ┌────────────────────────┬──────────────┐
 *                          │         ┌──────────────┼───────┐      │
 *                          │         │              ▼       ▼      ▼
 *   DRAFT ─validate─► VALIDATED ─► SHADOW ─────► CANARY ─────► LIVE ─► RETIRED
 *     ▲ │                  │         │           * │            *        ▲
 *     └edit                └─────────┴─────────────┴──────retire─────────┘
 *
 *   * only what somebody other than its author has approved
 * </pre>
 *
 * Content never changes once it is validated: an edit is a new version, and so is what rolls back.
 */
public enum ReleaseState {
  /** Being written. */
  DRAFT,
  /** Checked, compiled and stored; decides nothing. Jobs load the newest ahead of their time. */
  VALIDATED,
  /** Evaluated beside what decides, to see what it would do; at most one at a time. */
  SHADOW,
  /** Decides for a share of the users; at most one at a time. */
  CANARY,
  /** Decides, from an event time on. */
  LIVE,
  /** Decides nothing any more. */
  RETIRED
}
