package io.harrier.registry.audit;

import io.harrier.engine.bundle.ContentHash;
import io.harrier.engine.signature.CanonicalText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One step, as it was recorded.
 *
 * @param seq from 1, without a gap
 * @param at in microseconds
 * @param detail JSON, as Postgres prints it
 * @param previousHash the hash of the record before
 * @param hash what it says its hash is
 */
public record AuditRecord(
    long seq,
    Instant at,
    String actor,
    String action,
    Optional<String> releaseId,
    Optional<String> contentHash,
    String detail,
    String previousHash,
    String hash) {

  private static final String KIND = "harrier-audit-1";

  /** SHA-256 over the record's canonical text, as {@code fraud.audit_text} defines it. */
  public String computedHash() {
    return ContentHash.of(
        new CanonicalText(KIND)
            .field(seq)
            .field(ChronoUnit.MICROS.between(Instant.EPOCH, at))
            .field(actor)
            .field(action)
            .field(releaseId.orElse(null))
            .field(contentHash.orElse(null))
            .field(detail)
            .field(previousHash)
            .bytes());
  }
}
