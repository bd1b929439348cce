package io.harrier.model;

import java.util.Objects;

/**
 * A release as the topic {@code reference.releases} carries it: a row of {@code fraud.releases}.
 *
 * @param releaseId {@code name@version}
 * @param state where in its life the release is
 * @param activeFrom the event time from which it decides, epoch milliseconds
 * @param contentHash SHA-256 of the bundle, lower-case hex
 * @param bundle the compiled release; loaded by the engine
 * @param position the log position of the change in Postgres (LSN)
 */
@SuppressWarnings("ArrayRecordComponent") // the bundle is written once and never compared
public record PublishedRelease(
    String releaseId,
    ReleaseState state,
    long activeFrom,
    String contentHash,
    byte[] bundle,
    long position) {

  public PublishedRelease {
    Objects.requireNonNull(releaseId, "releaseId");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(contentHash, "contentHash");
    Objects.requireNonNull(bundle, "bundle");
  }
}
