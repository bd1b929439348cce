package io.harrier.alerting.cases;

import io.harrier.model.Severity;
import java.util.Optional;

/**
 * What became of one alert.
 *
 * @param repeated whether it had been filed before, and changed nothing
 * @param suppressed whether the same rule had alerted on the same user shortly before
 * @param change to its case; empty if it was repeated, or has no case yet because it is suppressed
 * @param announced the highest severity among the case's unsuppressed alerts; {@code null} if none
 * @param previouslyAnnounced the same before this alert
 */
public record Filing(
    boolean repeated,
    boolean suppressed,
    Optional<CaseChange> change,
    Severity announced,
    Severity previouslyAnnounced) {

  static Filing ofRepeated() {
    return new Filing(true, false, Optional.empty(), null, null);
  }

  /** Whether the case is now, for the first time, as severe as {@code threshold}. */
  public boolean reaches(Severity threshold) {
    return announced != null
        && announced.compareTo(threshold) >= 0
        && (previouslyAnnounced == null || previouslyAnnounced.compareTo(threshold) < 0);
  }
}
