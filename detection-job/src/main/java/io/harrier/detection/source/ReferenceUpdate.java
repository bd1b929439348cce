package io.harrier.detection.source;

import io.harrier.model.ListEntry;
import io.harrier.model.PublishedRelease;
import io.harrier.model.RiskScore;
import io.harrier.model.SnapshotMark;

/** A record of a reference topic. */
public sealed interface ReferenceUpdate {

  /** Whose row it is. */
  ReferenceTable table();

  /** Where the record is in its topic. */
  long offset();

  /** A row of {@code fraud.risk_scores} is new or different. */
  record RiskScoreChanged(long offset, RiskScore score) implements ReferenceUpdate {
    @Override
    public ReferenceTable table() {
      return ReferenceTable.RISK_SCORES;
    }
  }

  /** A row of {@code fraud.risk_scores} is gone. */
  record RiskScoreDeleted(long offset, String userId) implements ReferenceUpdate {
    @Override
    public ReferenceTable table() {
      return ReferenceTable.RISK_SCORES;
    }
  }

  /** A row of {@code fraud.releases} is new or different. */
  record ReleaseChanged(long offset, PublishedRelease release) implements ReferenceUpdate {
    @Override
    public ReferenceTable table() {
      return ReferenceTable.RELEASES;
    }
  }

  /** A row of {@code fraud.releases} is gone. */
  record ReleaseDeleted(long offset, String releaseId) implements ReferenceUpdate {
    @Override
    public ReferenceTable table() {
      return ReferenceTable.RELEASES;
    }
  }

  /** A row of {@code fraud.entity_lists} is new or different. */
  record ListEntryChanged(long offset, ListEntry entry) implements ReferenceUpdate {
    @Override
    public ReferenceTable table() {
      return ReferenceTable.ENTITY_LISTS;
    }
  }

  /** A row of {@code fraud.entity_lists} is gone. */
  record ListEntryDeleted(long offset, String key) implements ReferenceUpdate {
    @Override
    public ReferenceTable table() {
      return ReferenceTable.ENTITY_LISTS;
    }
  }

  /** Every row that existed when capturing started has been published. */
  record SnapshotCompleted(long offset, ReferenceTable table, SnapshotMark mark)
      implements ReferenceUpdate {}

  /** A record that this Harrier cannot read; what was known before stays in force. */
  record Unreadable(long offset, ReferenceTable table, String key, String detail)
      implements ReferenceUpdate {}
}
