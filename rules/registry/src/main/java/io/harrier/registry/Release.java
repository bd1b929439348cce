package io.harrier.registry;

import io.harrier.model.ReleaseState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A release as the registry knows it, without its content.
 *
 * @param releaseId {@code name@version}
 * @param version counted from 1 for each name
 * @param activeFrom the event time from which it decides, or decided; empty before it was promoted
 * @param contentHash SHA-256 of the bundle, lower-case hex
 * @param author who made it
 * @param approver who approved it; empty before it decides anything
 * @param canaryPercent of how many users in a hundred it decides as a CANARY; 0 in other states
 * @param disabledRules the ids of its rules that are switched off
 * @param signed whether it bears a signature
 */
public record Release(
    String releaseId,
    String name,
    int version,
    ReleaseState state,
    Optional<Instant> activeFrom,
    String contentHash,
    String author,
    Optional<String> approver,
    String description,
    Instant createdAt,
    Instant updatedAt,
    int canaryPercent,
    List<String> disabledRules,
    boolean signed) {

  public Release {
    Objects.requireNonNull(releaseId, "releaseId");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(activeFrom, "activeFrom");
    Objects.requireNonNull(approver, "approver");
    disabledRules = List.copyOf(disabledRules);
  }

  static String id(String name, int version) {
    return name + "@" + version;
  }
}
