package io.harrier.detection.state;

import io.harrier.model.ListEntry;
import io.harrier.model.PublishedRelease;
import io.harrier.model.QuarantinedRule;
import io.harrier.model.RiskScore;
import io.harrier.model.SnapshotMark;
import io.harrier.model.Transaction;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;

/** Every state of the job. The names are in savepoints. */
public final class States {

  /**
   * Keyed by user: one packed value, as it was some changes ago.
   *
   * <p>Bound: per user by {@code maxEventsPerUser} and {@code maxOpenMatchesPerUser}; users by
   * those seen within the retention. Expiry: the state retention after the user's newest
   * transaction, in event time.
   */
  static ValueStateDescriptor<UserEntry> user() {
    return new ValueStateDescriptor<>("user", Formats.USER_ENTRY.typeInfo());
  }

  /**
   * Keyed by user: what has changed since, in order.
   *
   * <p>Bound: a few dozen, of a few hundred bytes each. Expiry: with the value, and when that is
   * written anew.
   */
  static ListStateDescriptor<UserChange> userChanges() {
    return new ListStateDescriptor<>("user-changes", Formats.USER_CHANGE.typeInfo());
  }

  /**
   * Keyed by user: transactions that arrived before the job was ready, in order of arrival.
   *
   * <p>Bound: {@code maxHeld} over the users of a subtask. Expiry: emptied once the job is ready.
   */
  public static ListStateDescriptor<Transaction> held() {
    return new ListStateDescriptor<>("held", Formats.TRANSACTION.typeInfo());
  }

  /**
   * Broadcast: risk scores by user id, on the heap of every subtask.
   *
   * <p>Bound: the rows of {@code fraud.risk_scores}. Expiry: with the row.
   */
  public static MapStateDescriptor<String, RiskScore> riskScores() {
    return new MapStateDescriptor<>("risk-scores", Types.STRING, Formats.RISK_SCORE.typeInfo());
  }

  /**
   * Broadcast: releases by id, on the heap of every subtask.
   *
   * <p>Bound: a bundle is held for the few newest LIVE releases, the newest in CANARY and the
   * newest in SHADOW; of the others, 64 rows without it. Expiry: with the row, or when newer ones
   * come.
   */
  public static MapStateDescriptor<String, PublishedRelease> releases() {
    return new MapStateDescriptor<>("releases", Types.STRING, Formats.PUBLISHED_RELEASE.typeInfo());
  }

  /**
   * Broadcast: entries of the lists by list, kind and value, on the heap of every subtask.
   *
   * <p>Bound: the rows of {@code fraud.entity_lists}. Expiry: with the row, or a month after the
   * entry expired.
   */
  public static MapStateDescriptor<String, ListEntry> entityLists() {
    return new MapStateDescriptor<>("entity-lists", Types.STRING, Formats.LIST_ENTRY.typeInfo());
  }

  /**
   * Broadcast: the snapshot marks that have been applied, by table.
   *
   * <p>Bound: one for each reference table. Expiry: none; a new snapshot replaces the mark.
   */
  public static MapStateDescriptor<String, SnapshotMark> snapshotMarks() {
    return new MapStateDescriptor<>(
        "snapshot-marks", Types.STRING, Formats.SNAPSHOT_MARK.typeInfo());
  }

  /**
   * Broadcast: the offset after the last record applied, by reference table.
   *
   * <p>Bound: one for each reference table. Expiry: none; it only moves forward.
   */
  public static MapStateDescriptor<String, Long> referenceOffsets() {
    return new MapStateDescriptor<>("reference-offsets", Types.STRING, Types.LONG);
  }

  /**
   * Union: rules that a subtask has switched off by itself, of all subtasks.
   *
   * <p>Bound: the rules of the releases that are evaluated, once for each subtask. Expiry: with the
   * release, or when a person switches the rule off or on.
   */
  public static ListStateDescriptor<QuarantinedRule> quarantinedRules() {
    return new ListStateDescriptor<>("quarantined-rules", Formats.QUARANTINED_RULE.typeInfo());
  }

  /**
   * Split: how many matches of sequences are open, by the hash of the sequence; {@code true} for
   * those of a release in shadow. Only the sum over all subtasks means something.
   *
   * <p>Bound: the sequences of the releases that were in force within the longest {@code within}.
   * Expiry: when the count is zero.
   */
  public static ListStateDescriptor<Tuple3<Boolean, Long, Long>> openMatches() {
    return new ListStateDescriptor<>(
        "open-matches", Types.TUPLE(Types.BOOLEAN, Types.LONG, Types.LONG));
  }

  /** Of all of them, as savepoints have them. */
  public static Set<String> names() {
    return Stream.of(
            user(),
            userChanges(),
            held(),
            riskScores(),
            releases(),
            entityLists(),
            snapshotMarks(),
            referenceOffsets(),
            quarantinedRules(),
            openMatches())
        .map(StateDescriptor::getName)
        .collect(Collectors.toUnmodifiableSet());
  }

  private States() {}
}
