package io.harrier.registry;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody's word for the content of a release.
 *
 * @param contentHash what was approved; void for any other content
 * @param automatic whether the platform approved by itself
 */
public record Approval(
    String releaseId,
    String contentHash,
    String approver,
    boolean automatic,
    Optional<String> comment,
    Instant at) {}
