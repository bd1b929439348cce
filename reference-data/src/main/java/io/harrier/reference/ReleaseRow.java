package io.harrier.reference;

import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import io.harrier.model.json.PublishedReleaseJson;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;

/** A row of {@code fraud.releases}. */
final class ReleaseRow {
  private static final byte[] UNSIGNED = {};

  private ReleaseRow() {}

  /** Empty for a draft that has not been compiled: there is nothing to load. */
  static Optional<byte[]> encode(Struct row, long position) {
    byte[] bundle = row.getBytes("bundle");
    String contentHash = row.getString("content_hash");
    if (bundle == null || contentHash == null) {
      return Optional.empty();
    }
    byte[] signature = row.getBytes("signature");
    String activeFrom = row.getString("active_from");
    return Optional.of(
        PublishedReleaseJson.encode(
            new PublishedRelease(
                row.getString("release_id"),
                ReleaseState.valueOf(row.getString("state")),
                activeFrom == null ? PublishedRelease.NEVER : Timestamps.epochMillis(activeFrom),
                contentHash,
                bundle,
                position,
                row.getInt32("canary_percent"),
                row.getArray("disabled_rules"),
                row.getString("author"),
                row.getString("approver"),
                signature == null ? UNSIGNED : signature)));
  }
}
