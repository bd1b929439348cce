package io.harrier.detection.evaluate;

import io.harrier.detection.source.ReferenceTable;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import io.harrier.model.RiskScore;
import io.harrier.model.SnapshotMark;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Reference data for tests. */
public final class References {
  private References() {}

  /** A release whose bundle reads {@code content}. */
  public static PublishedRelease release(
      String releaseId, ReleaseState state, long activeFrom, String content, long position) {
    byte[] bundle = content.getBytes(StandardCharsets.UTF_8);
    return new PublishedRelease(releaseId, state, activeFrom, sha256(bundle), bundle, position);
  }

  /** The same with another share of the users and other rules off. */
  static ReferenceUpdate changed(
      long offset, PublishedRelease release, int canaryPercent, String... disabledRules) {
    return new ReferenceUpdate.ReleaseChanged(
        offset,
        new PublishedRelease(
            release.releaseId(),
            release.state(),
            release.activeFrom(),
            release.contentHash(),
            release.bundle(),
            offset,
            canaryPercent,
            List.of(disabledRules),
            null,
            null,
            new byte[0]));
  }

  static ReferenceUpdate live(long offset, String releaseId, long activeFrom) {
    return new ReferenceUpdate.ReleaseChanged(
        offset, release(releaseId, ReleaseState.LIVE, activeFrom, releaseId, offset));
  }

  static ReferenceUpdate risk(long offset, String userId, double score, long version) {
    return new ReferenceUpdate.RiskScoreChanged(
        offset, new RiskScore(userId, score, "test", version, 0, offset));
  }

  static ReferenceUpdate blockedDevice(long offset, String device, long expiresAt, long version) {
    return new ReferenceUpdate.ListEntryChanged(
        offset,
        new ListEntry(
            EntityList.BLOCK, EntityKind.DEVICE, device, null, expiresAt, version, "t", 0, offset));
  }

  /** The marks of all tables. */
  static ReferenceUpdate[] marks() {
    return Arrays.stream(ReferenceTable.values())
        .map(table -> mark(0, table))
        .toArray(ReferenceUpdate[]::new);
  }

  static ReferenceUpdate mark(long offset, ReferenceTable table) {
    return new ReferenceUpdate.SnapshotCompleted(
        offset, table, new SnapshotMark(table.name(), 0, offset, 0));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
