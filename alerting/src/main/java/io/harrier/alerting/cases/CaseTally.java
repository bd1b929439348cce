package io.harrier.alerting.cases;

import io.harrier.alerting.intake.ReceivedAlert;
import io.harrier.model.Severity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** One case, added up. Not open until an alert arrives that is not suppressed. */
final class CaseTally {
  private static final String NO_SEVERITY = "";

  private boolean open;
  private Severity severity;
  private Severity announced;
  private int score;
  private int alertCount;
  private int suppressedCount;
  private long firstAlertAt = Long.MAX_VALUE;
  private long lastAlertAt = Long.MIN_VALUE;

  Filing add(ReceivedAlert alert, boolean suppressed) {
    boolean wasOpen = open;
    Severity previousSeverity = severity;
    Severity previouslyAnnounced = announced;
    severity = higher(severity, alert.severity());
    score = Math.max(score, alert.score());
    firstAlertAt = Math.min(firstAlertAt, alert.eventTime());
    lastAlertAt = Math.max(lastAlertAt, alert.eventTime());
    alertCount++;
    if (suppressed) {
      suppressedCount++;
    } else {
      open = true;
      announced = higher(announced, alert.severity());
    }
    Optional<CaseChange> change =
        open
            ? Optional.of(change(alert, !wasOpen, wasOpen ? previousSeverity : null))
            : Optional.empty();
    return new Filing(false, suppressed, change, announced, previouslyAnnounced);
  }

  private CaseChange change(ReceivedAlert alert, boolean opened, Severity previousSeverity) {
    return new CaseChange(
        alert.caseId(),
        alert.userId(),
        alert.alertId(),
        opened,
        severity,
        previousSeverity,
        score,
        alertCount,
        suppressedCount,
        firstAlertAt,
        lastAlertAt);
  }

  long lastAlertAt() {
    return lastAlertAt;
  }

  private static Severity higher(Severity known, Severity other) {
    return known == null || other.compareTo(known) > 0 ? other : known;
  }

  CaseTally copy() {
    CaseTally copy = new CaseTally();
    copy.open = open;
    copy.severity = severity;
    copy.announced = announced;
    copy.score = score;
    copy.alertCount = alertCount;
    copy.suppressedCount = suppressedCount;
    copy.firstAlertAt = firstAlertAt;
    copy.lastAlertAt = lastAlertAt;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(open);
    out.writeUTF(severity.name());
    out.writeUTF(announced == null ? NO_SEVERITY : announced.name());
    out.writeByte(score);
    out.writeInt(alertCount);
    out.writeInt(suppressedCount);
    out.writeLong(firstAlertAt);
    out.writeLong(lastAlertAt);
  }

  static CaseTally read(DataInput in) throws IOException {
    CaseTally tally = new CaseTally();
    tally.open = in.readBoolean();
    tally.severity = Severity.valueOf(in.readUTF());
    String announcedName = in.readUTF();
    tally.announced = announcedName.equals(NO_SEVERITY) ? null : Severity.valueOf(announcedName);
    tally.score = in.readByte();
    tally.alertCount = in.readInt();
    tally.suppressedCount = in.readInt();
    tally.firstAlertAt = in.readLong();
    tally.lastAlertAt = in.readLong();
    return tally;
  }
}
