package io.harrier.detection.state;

import io.harrier.detection.source.ReferenceTable;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.detection.source.ReferenceUpdate.ListEntryChanged;
import io.harrier.detection.source.ReferenceUpdate.ListEntryDeleted;
import io.harrier.detection.source.ReferenceUpdate.ReleaseChanged;
import io.harrier.detection.source.ReferenceUpdate.ReleaseDeleted;
import io.harrier.detection.source.ReferenceUpdate.RiskScoreChanged;
import io.harrier.detection.source.ReferenceUpdate.RiskScoreDeleted;
import io.harrier.detection.source.ReferenceUpdate.SnapshotCompleted;
import io.harrier.detection.source.ReferenceUpdate.Unreadable;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Travels from the reference sources to every subtask that evaluates. */
final class ReferenceUpdateFormat extends Format<ReferenceUpdate> {
  private static final long serialVersionUID = 1L;

  private static final ReferenceTable[] TABLES = ReferenceTable.values();

  /** Which kind of update follows; constants are only appended. */
  private enum Kind {
    RISK_SCORE_CHANGED,
    RISK_SCORE_DELETED,
    RELEASE_CHANGED,
    RELEASE_DELETED,
    SNAPSHOT_COMPLETED,
    UNREADABLE,
    LIST_ENTRY_CHANGED,
    LIST_ENTRY_DELETED
  }

  private static final Kind[] KINDS = Kind.values();

  ReferenceUpdateFormat() {
    super("reference-update", 1, ReferenceUpdate.class);
  }

  @Override
  public void write(ReferenceUpdate value, DataOutputView out) throws IOException {
    out.writeLong(value.offset());
    if (value instanceof RiskScoreChanged changed) {
      Fields.writeEnum(Kind.RISK_SCORE_CHANGED, out);
      Formats.RISK_SCORE.write(changed.score(), out);
    } else if (value instanceof RiskScoreDeleted deleted) {
      Fields.writeEnum(Kind.RISK_SCORE_DELETED, out);
      Fields.writeText(deleted.userId(), out);
    } else if (value instanceof ReleaseChanged changed) {
      Fields.writeEnum(Kind.RELEASE_CHANGED, out);
      Formats.PUBLISHED_RELEASE.write(changed.release(), out);
    } else if (value instanceof ReleaseDeleted deleted) {
      Fields.writeEnum(Kind.RELEASE_DELETED, out);
      Fields.writeText(deleted.releaseId(), out);
    } else if (value instanceof SnapshotCompleted completed) {
      Fields.writeEnum(Kind.SNAPSHOT_COMPLETED, out);
      Fields.writeEnum(completed.table(), out);
      Formats.SNAPSHOT_MARK.write(completed.mark(), out);
    } else if (value instanceof Unreadable unreadable) {
      Fields.writeEnum(Kind.UNREADABLE, out);
      Fields.writeEnum(unreadable.table(), out);
      Fields.writeText(unreadable.key(), out);
      Fields.writeText(unreadable.detail(), out);
    } else if (value instanceof ListEntryChanged changed) {
      Fields.writeEnum(Kind.LIST_ENTRY_CHANGED, out);
      Formats.LIST_ENTRY.write(changed.entry(), out);
    } else if (value instanceof ListEntryDeleted deleted) {
      Fields.writeEnum(Kind.LIST_ENTRY_DELETED, out);
      Fields.writeText(deleted.key(), out);
    }
  }

  @Override
  public ReferenceUpdate read(int writtenVersion, DataInputView in) throws IOException {
    long offset = in.readLong();
    return switch (Fields.readEnum(KINDS, in)) {
      case RISK_SCORE_CHANGED ->
          new RiskScoreChanged(offset, Formats.RISK_SCORE.read(writtenVersion, in));
      case RISK_SCORE_DELETED -> new RiskScoreDeleted(offset, Fields.readText(in));
      case RELEASE_CHANGED ->
          new ReleaseChanged(offset, Formats.PUBLISHED_RELEASE.read(writtenVersion, in));
      case RELEASE_DELETED -> new ReleaseDeleted(offset, Fields.readText(in));
      case SNAPSHOT_COMPLETED ->
          new SnapshotCompleted(
              offset, Fields.readEnum(TABLES, in), Formats.SNAPSHOT_MARK.read(writtenVersion, in));
      case UNREADABLE ->
          new Unreadable(
              offset, Fields.readEnum(TABLES, in), Fields.readText(in), Fields.readText(in));
      case LIST_ENTRY_CHANGED ->
          new ListEntryChanged(offset, Formats.LIST_ENTRY.read(writtenVersion, in));
      case LIST_ENTRY_DELETED -> new ListEntryDeleted(offset, Fields.readText(in));
    };
  }
}
