package io.harrier.registry.audit;

import java.util.List;

/**
 * What checking the chain came to.
 *
 * @param records how many were read
 * @param head the end of what was read: to be noted elsewhere
 * @param breaks where the chain breaks, in order, each a sentence; empty if it holds
 */
public record AuditVerification(long records, AuditHead head, List<String> breaks) {

  public AuditVerification {
    breaks = List.copyOf(breaks);
  }

  /** Whether nothing was changed, removed or moved, as far as the chain can tell. */
  public boolean holds() {
    return breaks.isEmpty();
  }
}
