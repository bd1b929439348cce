package io.harrier.engine.signature;

import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import java.util.Objects;

/**
 * What a signature of a release states: that this content, under this version, may be evaluated so
 * and from then on, or merely loaded while it waits, and who answers for it. Which rules are
 * switched off is not part of it: that must take effect at once, whoever does it and without a key.
 *
 * @param contentHash SHA-256 of the bundle, lower-case hex
 * @param activeFrom epoch milliseconds
 * @param canaryPercent 0 unless the state is CANARY
 * @param author {@code null} if nobody said
 * @param approver {@code null} if it needs none: a SHADOW, or one that is VALIDATED
 */
public record ReleaseStatement(
    String releaseId,
    String contentHash,
    ReleaseState state,
    long activeFrom,
    int canaryPercent,
    String author,
    String approver) {

  private static final String KIND = "harrier-release-1";

  public ReleaseStatement {
    Objects.requireNonNull(releaseId, "releaseId");
    Objects.requireNonNull(contentHash, "contentHash");
    Objects.requireNonNull(state, "state");
  }

  /** What the signature of a published release must state. */
  public static ReleaseStatement of(PublishedRelease release) {
    return new ReleaseStatement(
        release.releaseId(),
        release.contentHash(),
        release.state(),
        release.activeFrom(),
        release.canaryPercent(),
        release.author(),
        release.approver());
  }

  /** The bytes that are signed. */
  byte[] canonical() {
    return new CanonicalText(KIND)
        .field(releaseId)
        .field(contentHash)
        .field(state.name())
        .field(activeFrom)
        .field(canaryPercent)
        .field(author)
        .field(approver)
        .bytes();
  }
}
