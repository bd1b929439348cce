package io.harrier.engine.evaluate;

import io.harrier.engine.lists.ListedValues;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.Thresholds;
import io.harrier.engine.rule.FiredAlert;
import io.harrier.engine.sequence.SequenceMatch;
import io.harrier.engine.session.ClosedSession;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Decision;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.List;

/** Writes findings down as alerts, with ids that depend on the input alone, and sums them up. */
final class Verdicts {
  private static final int MAX_SCORE = 100;

  private final String releaseId;
  private final Thresholds thresholds;
  private final long caseGap;
  private final EvidenceCollector evidence;

  Verdicts(ReleaseDefinition release, String releaseId, long caseGap) {
    this.releaseId = releaseId;
    this.thresholds = release.thresholds();
    this.caseGap = caseGap;
    this.evidence = new EvidenceCollector(release);
  }

  /** A rule fired on a transaction; a rule that raises several alerts gives each its own id. */
  Alert onRule(
      UserProgress progress,
      Transaction transaction,
      List<FiredAlert> all,
      int index,
      FeatureValues values,
      RiskScore risk,
      ListedValues listed,
      long now) {
    FiredAlert fired = all.get(index);
    String id =
        DeterministicId.of(
            AlertKind.RULE.name(),
            transaction.userId(),
            fired.ruleId(),
            transaction.transactionId(),
            occurrence(all, index));
    return new Alert(
        id,
        transaction.transactionId(),
        transaction.userId(),
        progress.cases().caseFor(id, transaction.eventTime(), caseGap),
        AlertKind.RULE,
        fired.ruleId(),
        releaseId,
        fired.severity(),
        fired.score(),
        fired.reason(),
        transaction.eventTime(),
        now,
        List.of(transaction.transactionId()),
        evidence.of(fired.ruleId(), values, risk, listed));
  }

  /**
   * A pattern matched.
   *
   * @param values features of the transaction that completed it, or {@code null} if time did
   * @param listed what of that transaction is on the lists, or {@code null} if time did
   */
  Alert onMatch(
      UserProgress progress,
      String userId,
      SequenceMatch match,
      FeatureValues values,
      RiskScore risk,
      ListedValues listed,
      long now) {
    List<String> transactionIds = match.transactionIds();
    String patternId = match.pattern().id();
    List<String> idParts = new ArrayList<>(transactionIds.size() + 3);
    idParts.add(AlertKind.PATTERN.name());
    idParts.add(userId);
    idParts.add(patternId);
    idParts.addAll(transactionIds);
    String id = DeterministicId.of(idParts.toArray(String[]::new));
    return new Alert(
        id,
        transactionIds.get(transactionIds.size() - 1),
        userId,
        progress.cases().caseFor(id, match.eventTime(), caseGap),
        AlertKind.PATTERN,
        patternId,
        releaseId,
        match.pattern().severity(),
        match.pattern().score(),
        match.pattern().reason(),
        match.eventTime(),
        now,
        transactionIds,
        evidence.of(patternId, values, risk, listed));
  }

  /** A rule fired on a session that has closed. */
  Alert onSession(
      UserProgress progress,
      String userId,
      ClosedSession session,
      List<FiredAlert> all,
      int index,
      RiskScore risk,
      long now) {
    FiredAlert fired = all.get(index);
    List<String> transactionIds = session.transactionIds();
    String last = transactionIds.get(transactionIds.size() - 1);
    String id =
        DeterministicId.of(
            AlertKind.SESSION.name(),
            userId,
            fired.ruleId(),
            Long.toString(session.start()),
            last,
            occurrence(all, index));
    return new Alert(
        id,
        last,
        userId,
        progress.cases().caseFor(id, session.end(), caseGap),
        AlertKind.SESSION,
        fired.ruleId(),
        releaseId,
        fired.severity(),
        fired.score(),
        fired.reason(),
        session.end(),
        now,
        transactionIds,
        evidence.of(session, risk));
  }

  /** The decision that the transaction's own alerts amount to. */
  Decision decide(Transaction transaction, List<Alert> alerts, long now) {
    int score = 0;
    List<String> ruleIds = List.of();
    if (!alerts.isEmpty()) {
      ruleIds = new ArrayList<>(alerts.size());
      for (Alert alert : alerts) {
        score = Math.min(MAX_SCORE, score + alert.score());
        if (!ruleIds.contains(alert.ruleId())) {
          ruleIds.add(alert.ruleId());
        }
      }
    }
    return new Decision(
        "d-" + transaction.transactionId(),
        transaction.transactionId(),
        transaction.userId(),
        thresholds.outcome(score),
        score,
        ruleIds,
        releaseId,
        transaction.eventTime(),
        now);
  }

  /** How many alerts of the same rule stand before this one. */
  private static String occurrence(List<FiredAlert> all, int index) {
    int before = 0;
    for (int i = 0; i < index; i++) {
      if (all.get(i).ruleId().equals(all.get(index).ruleId())) {
        before++;
      }
    }
    return Integer.toString(before);
  }
}
