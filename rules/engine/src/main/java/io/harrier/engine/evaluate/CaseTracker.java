package io.harrier.engine.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which case a user's next alert belongs to: a case is one user's alerts with no gap longer than
 * the case gap. Its id is derived from the alert that opens it.
 */
final class CaseTracker {
  private static final long NONE = Long.MIN_VALUE;

  private String caseId = "";
  private long firstAlertAt = NONE;
  private long lastAlertAt = NONE;

  /**
   * The case of an alert at {@code eventTime}; opens a new one after a gap, or before the first.
   */
  String caseFor(String alertId, long eventTime, long gapMillis) {
    boolean belongs =
        lastAlertAt != NONE
            && eventTime - lastAlertAt <= gapMillis
            && firstAlertAt - eventTime <= gapMillis;
    if (!belongs) {
      caseId = DeterministicId.of("case", alertId);
      firstAlertAt = eventTime;
      lastAlertAt = eventTime;
    } else {
      firstAlertAt = Math.min(firstAlertAt, eventTime);
      lastAlertAt = Math.max(lastAlertAt, eventTime);
    }
    return caseId;
  }

  CaseTracker copy() {
    CaseTracker copy = new CaseTracker();
    copy.caseId = caseId;
    copy.firstAlertAt = firstAlertAt;
    copy.lastAlertAt = lastAlertAt;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(caseId);
    out.writeLong(firstAlertAt);
    out.writeLong(lastAlertAt);
  }

  static CaseTracker read(DataInput in) throws IOException {
    CaseTracker tracker = new CaseTracker();
    tracker.caseId = in.readUTF();
    tracker.firstAlertAt = in.readLong();
    tracker.lastAlertAt = in.readLong();
    return tracker;
  }
}
