package io.harrier.detection.state;

import io.harrier.detection.evaluate.LateTransaction;
import io.harrier.detection.source.Received;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.detection.source.RejectedRecord;
import io.harrier.model.ActivityCount;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.ListEntry;
import io.harrier.model.PublishedRelease;
import io.harrier.model.QuarantinedRule;
import io.harrier.model.RiskScore;
import io.harrier.model.SnapshotMark;
import io.harrier.model.Transaction;
import java.util.List;

/** Every format of the job. */
public final class Formats {
  public static final Format<Transaction> TRANSACTION = new TransactionFormat();
  public static final Format<RejectedRecord> REJECTED_RECORD = new RejectedRecordFormat();
  public static final Format<Received> RECEIVED = new ReceivedFormat();
  public static final Format<LateTransaction> LATE_TRANSACTION = new LateTransactionFormat();
  public static final Format<RiskScore> RISK_SCORE = new RiskScoreFormat();
  public static final Format<PublishedRelease> PUBLISHED_RELEASE = new PublishedReleaseFormat();
  public static final Format<ListEntry> LIST_ENTRY = new ListEntryFormat();
  public static final Format<SnapshotMark> SNAPSHOT_MARK = new SnapshotMarkFormat();
  public static final Format<ReferenceUpdate> REFERENCE_UPDATE = new ReferenceUpdateFormat();
  public static final Format<Decision> DECISION = new DecisionFormat();
  public static final Format<Alert> ALERT = new AlertFormat();
  public static final Format<QuarantinedRule> QUARANTINED_RULE = new QuarantinedRuleFormat();
  public static final Format<ActivityCount> ACTIVITY_COUNT = new ActivityCountFormat();
  public static final Format<UserEntry> USER_ENTRY = new UserEntryFormat();
  static final Format<UserChange> USER_CHANGE = new UserChangeFormat();

  private static final List<Format<?>> ALL =
      List.of(
          TRANSACTION,
          REJECTED_RECORD,
          RECEIVED,
          LATE_TRANSACTION,
          RISK_SCORE,
          PUBLISHED_RELEASE,
          LIST_ENTRY,
          SNAPSHOT_MARK,
          REFERENCE_UPDATE,
          DECISION,
          ALERT,
          QUARANTINED_RULE,
          ACTIVITY_COUNT,
          USER_ENTRY,
          USER_CHANGE);

  private Formats() {}

  /** All of them. */
  public static List<Format<?>> all() {
    return ALL;
  }

  /**
   * @throws IllegalArgumentException if there is no such format: a newer Harrier wrote the state
   */
  static Format<?> named(String name) {
    for (Format<?> format : ALL) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "the state holds values of format '"
            + name
            + "', which this Harrier does not know: restore it with the Harrier that wrote it, or a"
            + " newer one");
  }
}
