package io.harrier.registry;

import java.time.Instant;
import java.util.Optional;

/** A rule was switched off, or asked for, or switched on again. */
public record RuleSwitch(
    String releaseId,
    String ruleId,
    Action action,
    String actor,
    Optional<String> reason,
    Instant at) {

  /** One switches off; one asks, and another switches on. */
  public enum Action {
    DISABLED,
    ENABLE_REQUESTED,
    ENABLED
  }
}
