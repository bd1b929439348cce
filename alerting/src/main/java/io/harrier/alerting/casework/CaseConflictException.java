package io.harrier.alerting.casework;

/** Someone else has changed the case since it was read. */
public final class CaseConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CaseConflictException(CaseSummary seen) {
    super(
        "Case %s was changed by someone else since it was read (revision %d). Look at it again, then repeat the change."
            .formatted(seen.caseId(), seen.revision()));
  }
}
