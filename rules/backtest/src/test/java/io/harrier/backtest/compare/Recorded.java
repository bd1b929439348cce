package io.harrier.backtest.compare;

import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Decision;
import io.harrier.model.Evidence;
import io.harrier.model.Outcome;
import io.harrier.model.Severity;
import java.util.List;
import java.util.Map;

/** Decisions and alerts as a job records them; processing takes place a second after event time. */
final class Recorded {
  static final String LIVE = "r@1";
  static final String TRIED = "r@2";
  private static final Evidence NONE = new Evidence(Map.of(), Map.of(), Double.NaN, -1, true);

  private Recorded() {}

  static long processed(long eventTime) {
    return eventTime + 1_000;
  }

  static Decision decision(
      String release, String transactionId, long time, Outcome outcome, String... ruleIds) {
    return decision(release, "u-" + transactionId, transactionId, time, outcome, ruleIds);
  }

  static Decision decision(
      String release,
      String userId,
      String transactionId,
      long time,
      Outcome outcome,
      String... ruleIds) {
    return new Decision(
        "d-" + transactionId,
        transactionId,
        userId,
        outcome,
        0,
        List.of(ruleIds),
        release,
        time,
        processed(time));
  }

  static Alert alert(String release, String transactionId, long time, String ruleId, int score) {
    return alert(release, AlertKind.RULE, transactionId, time, processed(time), ruleId, score);
  }

  static Alert alert(
      String release,
      AlertKind kind,
      String transactionId,
      long time,
      long detectedAt,
      String ruleId,
      int score) {
    return alert(
        release, kind, "u-" + transactionId, transactionId, time, detectedAt, ruleId, score);
  }

  static Alert alert(
      String release,
      AlertKind kind,
      String userId,
      String transactionId,
      long time,
      long detectedAt,
      String ruleId,
      int score) {
    return new Alert(
        String.join("/", kind.name(), userId, ruleId, transactionId),
        transactionId,
        userId,
        "case",
        kind,
        ruleId,
        release,
        Severity.LOW,
        score,
        ruleId + " fired",
        time,
        detectedAt,
        List.of(transactionId),
        NONE);
  }
}
