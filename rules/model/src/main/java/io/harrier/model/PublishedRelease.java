package io.harrier.model;

import java.util.List;
import java.util.Objects;

/**
 * A release as the topic {@code reference.releases} carries it: a row of {@code fraud.releases}.
 *
 * @param releaseId {@code name@version}
 * @param state where in its life the release is
 * @param activeFrom the event time from which it decides, epoch milliseconds; {@link #NEVER} before
 *     anybody has let it
 * @param contentHash SHA-256 of the bundle, lower-case hex
 * @param bundle the compiled release; loaded by the engine
 * @param position the log position of the change in Postgres (LSN)
 * @param canaryPercent of how many users in a hundred a canary decides, 1 to 100; 0 in every other
 *     state
 * @param disabledRules the ids of rules that are switched off, in order
 * @param author who stored it; {@code null} if nobody said
 * @param approver who let it decide; {@code null} before that
 * @param signature Ed25519 over what it is and who answers for it; empty if it was never signed
 */
@SuppressWarnings("ArrayRecordComponent") // both are written once and never compared
public record PublishedRelease(
    String releaseId,
    ReleaseState state,
    long activeFrom,
    String contentHash,
    byte[] bundle,
    long position,
    int canaryPercent,
    List<String> disabledRules,
    String author,
    String approver,
    byte[] signature) {

  /** When a release becomes active that nobody has activated. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * How many of the releases that are {@link ReleaseState#VALIDATED} jobs load, so that whichever
   * is let go on decides at once: the newest.
   */
  public static final int LOADED_AHEAD = 2;

  private static final byte[] NO_BYTES = {};

  public PublishedRelease {
    Objects.requireNonNull(releaseId, "releaseId");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(contentHash, "contentHash");
    Objects.requireNonNull(bundle, "bundle");
    Objects.requireNonNull(signature, "signature");
    if (canaryPercent < 0 || canaryPercent > 100) {
      throw new IllegalArgumentException(
          "canaryPercent of release %s must be 0 to 100, is %d"
              .formatted(releaseId, canaryPercent));
    }
    disabledRules = List.copyOf(disabledRules);
  }

  /** A release with all its rules on, that nobody signed. */
  public PublishedRelease(
      String releaseId,
      ReleaseState state,
      long activeFrom,
      String contentHash,
      byte[] bundle,
      long position) {
    this(
        releaseId,
        state,
        activeFrom,
        contentHash,
        bundle,
        position,
        0,
        List.of(),
        null,
        null,
        NO_BYTES);
  }

  /** The same without its bundle: what is known of a release that is not to be loaded. */
  public PublishedRelease withoutBundle() {
    return new PublishedRelease(
        releaseId,
        state,
        activeFrom,
        contentHash,
        NO_BYTES,
        position,
        canaryPercent,
        disabledRules,
        author,
        approver,
        signature);
  }
}
