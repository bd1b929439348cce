package io.harrier.model;

import java.util.Objects;

/**
 * What is known about a user before any transaction: a row of {@code fraud.risk_scores}.
 *
 * @param score 0 (no risk) to 1
 * @param reason why, in words; may be {@code null}
 * @param version grows with every change of the row
 * @param updatedAt epoch milliseconds
 * @param position the log position of the change in Postgres (LSN); orders equal versions
 */
public record RiskScore(
    String userId, double score, String reason, long version, long updatedAt, long position) {

  public RiskScore {
    Objects.requireNonNull(userId, "userId");
  }

  /** Whether this state of the row is newer than {@code other}: by version, then log position. */
  public boolean supersedes(RiskScore other) {
    return version != other.version ? version > other.version : position > other.position;
  }
}
