package io.harrier.detection.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.detection.evaluate.LateTransaction;
import io.harrier.detection.source.Received;
import io.harrier.detection.source.ReferenceTable;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.detection.source.RejectedRecord;
import io.harrier.engine.evaluate.UserState;
import io.harrier.engine.sequence.SequenceState;
import io.harrier.engine.session.SessionTracker;
import io.harrier.engine.window.EventHistory;
import io.harrier.model.ActivityCount;
import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Channel;
import io.harrier.model.Decision;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.Evidence;
import io.harrier.model.ListEntry;
import io.harrier.model.ListedEntity;
import io.harrier.model.Outcome;
import io.harrier.model.PublishedRelease;
import io.harrier.model.QuarantinedRule;
import io.harrier.model.RejectReason;
import io.harrier.model.ReleaseState;
import io.harrier.model.RiskScore;
import io.harrier.model.Severity;
import io.harrier.model.SnapshotMark;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import io.harrier.model.sample.MainClasses;
import io.harrier.model.sample.StateSample;
import io.harrier.model.sample.StateSampleContract;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.junit.jupiter.api.Test;

/** Every format of the job, with values that leave no field at its default. */
class FormatSamplesTest extends StateSampleContract {
  private static final Transaction TRANSACTION =
      Transaction.builder("t-1", "ünï", 1_700_000_000_000L)
          .amount(1234, "EUR")
          .type(TransactionType.TRANSFER)
          .channel(Channel.MOBILE)
          .status(TransactionStatus.DECLINED)
          .merchantId("m")
          .country("AT")
          .location(48.2, 16.37)
          .producedAt(1_700_000_000_001L)
          .build();
  private static final Transaction BARE =
      Transaction.builder("t", "u", 1).amount(100, "EUR").build();
  private static final RiskScore RISK = new RiskScore("u", 0.75, null, 3, 4, 5);
  private static final PublishedRelease RELEASE =
      new PublishedRelease(
          "r@2",
          ReleaseState.CANARY,
          7,
          "ab",
          new byte[] {1, 2, 3},
          9,
          25,
          List.of("a-rule"),
          "ann",
          null,
          new byte[] {4, 5});
  private static final ListEntry ENTRY =
      new ListEntry(EntityList.WATCH, EntityKind.IP_PREFIX, "10.0.0.0/8", null, 6, 7, "ann", 8, 9);
  private static final SnapshotMark MARK = new SnapshotMark("fraud.risk_scores", 10, 11, 12);
  private static final RejectedRecord REJECTED =
      new RejectedRecord(
          null, new byte[] {9}, RejectReason.BROKEN_JSON, "why", "transactions", 1, 2);

  /** Of what a {@link UserEntry} holds besides the fields of the format itself. */
  private static final String PARTS =
      UserState.FORMAT_VERSION
          + "."
          + EventHistory.FORMAT_VERSION
          + "."
          + SessionTracker.FORMAT_VERSION
          + "."
          + SequenceState.FORMAT_VERSION;

  private static final String CHANGED_PARTS =
      Formats.TRANSACTION.version()
          + "."
          + UserState.FORMAT_VERSION
          + "."
          + SessionTracker.FORMAT_VERSION
          + "."
          + SequenceState.FORMAT_VERSION;

  @Test
  void everyFormatHasASample() throws IOException {
    assertThat(MainClasses.implementing(Format.class, Format.class))
        .as("formats that Formats.all() names")
        .containsExactlyInAnyOrderElementsOf(
            Formats.all().stream().map(Object::getClass).collect(Collectors.toList()));
    assertThat(samples().map(StateSample::format))
        .as("formats with a sample")
        .containsAll(Formats.all().stream().map(Format::name).toList());
  }

  @Override
  protected Stream<StateSample> samples() {
    return Stream.of(
        sample("full", Formats.TRANSACTION, TRANSACTION),
        sample("bare", Formats.TRANSACTION, Transaction.builder("t", "u", 1).build()),
        sample("full", Formats.REJECTED_RECORD, REJECTED),
        sample("valid", Formats.RECEIVED, new Received.Valid(TRANSACTION)),
        sample("rejected", Formats.RECEIVED, new Received.Rejected(REJECTED)),
        sample("full", Formats.LATE_TRANSACTION, new LateTransaction(TRANSACTION, 77)),
        sample("full", Formats.RISK_SCORE, RISK),
        sample("full", Formats.PUBLISHED_RELEASE, RELEASE),
        sample("full", Formats.LIST_ENTRY, ENTRY),
        sample("full", Formats.SNAPSHOT_MARK, MARK),
        update("risk-score-changed", new ReferenceUpdate.RiskScoreChanged(1, RISK)),
        update("risk-score-deleted", new ReferenceUpdate.RiskScoreDeleted(2, "u")),
        update("release-changed", new ReferenceUpdate.ReleaseChanged(3, RELEASE)),
        update("release-deleted", new ReferenceUpdate.ReleaseDeleted(4, "r@2")),
        update("list-entry-changed", new ReferenceUpdate.ListEntryChanged(7, ENTRY)),
        update("list-entry-deleted", new ReferenceUpdate.ListEntryDeleted(8, ENTRY.key())),
        update(
            "snapshot-completed",
            new ReferenceUpdate.SnapshotCompleted(5, ReferenceTable.RELEASES, MARK)),
        update(
            "unreadable", new ReferenceUpdate.Unreadable(6, ReferenceTable.RELEASES, "k", "why")),
        sample(
            "full",
            Formats.DECISION,
            new Decision("d", "t", "u", Outcome.REVIEW, 41, List.of("a", "b"), "r@2", 5, 6)),
        sample(
            "pattern",
            Formats.ALERT,
            new Alert(
                "a",
                "t",
                "u",
                "c",
                AlertKind.PATTERN,
                "rule",
                "r@2",
                Severity.CRITICAL,
                99,
                "reason",
                5,
                6,
                List.of("t0", "t"),
                new Evidence(Map.of("count", 3L), Map.of("count", 0.5), 0.75, 3, true))),
        sample(
            "session",
            Formats.ALERT,
            new Alert(
                "a",
                "t",
                "u",
                "c",
                AlertKind.SESSION,
                "rule",
                "r@2",
                Severity.LOW,
                1,
                "reason",
                5,
                6,
                List.of(),
                new Evidence(
                    Map.of("sum", new BigDecimal("12.30")),
                    Map.of(),
                    Double.NaN,
                    -1,
                    List.of(ListedEntity.of(ENTRY)),
                    false))),
        sample(
            "full",
            Formats.QUARANTINED_RULE,
            new QuarantinedRule("r@2", "rule", QuarantinedRule.Reason.COST, "why", 2, 1, 3, 4)),
        sample(
            "full",
            Formats.ACTIVITY_COUNT,
            new ActivityCount(60_000, 120_000, "AT", Channel.ATM, "EUR", 3, 4567)),
        entry("new", new UserState()),
        entry("two-transactions", twoTransactions()),
        change());
  }

  private static UserState twoTransactions() {
    UserState state = new UserState();
    state.append(TRANSACTION);
    state.append(Transaction.builder("t-2", "ünï", 1_700_000_000_500L).build());
    return state;
  }

  private static StateSample entry(String name, UserState state) {
    UserEntry entry = new UserEntry(state);
    entry.restore(1, 2, 4, 3);
    return sample(Formats.USER_ENTRY, Formats.USER_ENTRY.version() + "." + PARTS, name, entry);
  }

  /** What is read is made, and the entry that has it asked for its change. */
  private static StateSample change() {
    UserEntry entry = new UserEntry();
    entry.restore(UserEntry.NEVER, 2, 4, 3);
    entry.decided(BARE);
    return StateSample.of(
        Formats.USER_CHANGE.name(),
        Formats.USER_CHANGE.version() + "." + CHANGED_PARTS,
        "one-transaction",
        entry,
        (changed, out) ->
            Formats.USER_CHANGE.write(UserChange.of(changed), new DataOutputViewStreamWrapper(out)),
        (version, in) -> {
          UserEntry changed = new UserEntry();
          Formats.USER_CHANGE
              .read(format(version), new DataInputViewStreamWrapper(in))
              .applyTo(changed);
          assertThat(changed.state().transactions()).isEqualTo(1);
          changed.decided(BARE);
          return changed;
        });
  }

  private static StateSample update(String name, ReferenceUpdate update) {
    return sample(name, Formats.REFERENCE_UPDATE, update);
  }

  private static <T> StateSample sample(String name, Format<T> format, T value) {
    return sample(format, "" + format.version(), name, value);
  }

  /** The format's own version comes first in that of the sample. */
  private static <T> StateSample sample(Format<T> format, String version, String name, T value) {
    return StateSample.of(
        format.name(),
        version,
        name,
        value,
        (written, out) -> format.write(written, new DataOutputViewStreamWrapper(out)),
        (writtenVersion, in) ->
            format.read(format(writtenVersion), new DataInputViewStreamWrapper(in)));
  }

  private static int format(String version) {
    return Integer.parseInt(version.split("\\.", 2)[0]);
  }
}
