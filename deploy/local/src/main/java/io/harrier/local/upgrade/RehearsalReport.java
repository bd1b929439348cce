package io.harrier.local.upgrade;

import io.harrier.model.Alert;
import io.harrier.model.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What two jobs made of the same transactions: the present one, and the one that was rehearsed.
 *
 * @param decided how many transactions both decided; only those are compared
 * @param decidedOtherwise those with another outcome, score, release or other rules
 * @param raisedByBoth how many alerts
 * @param raisedByNext alerts that the present job did not raise
 * @param raisedByPresent alerts that the new one did not raise
 */
public record RehearsalReport(
    int decided,
    List<Difference> decidedOtherwise,
    int raisedByBoth,
    List<Alert> raisedByNext,
    List<Alert> raisedByPresent) {

  /** Two decisions on one transaction. */
  public record Difference(Decision present, Decision next) {}

  public RehearsalReport {
    decidedOtherwise = List.copyOf(decidedOtherwise);
    raisedByNext = List.copyOf(raisedByNext);
    raisedByPresent = List.copyOf(raisedByPresent);
  }

  /**
   * @param present decisions by transaction
   * @param next likewise
   * @param presentAlerts alerts by id
   * @param nextAlerts likewise
   */
  static RehearsalReport between(
      Map<String, Decision> present,
      Map<String, Decision> next,
      Map<String, Alert> presentAlerts,
      Map<String, Alert> nextAlerts) {
    Set<String> both = new HashSet<>(present.keySet());
    both.retainAll(next.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String transactionId : both) {
      Difference difference = new Difference(present.get(transactionId), next.get(transactionId));
      if (!isAlike(difference)) {
        differences.add(difference);
      }
    }
    Map<String, Alert> common = new HashMap<>(presentAlerts);
    common.keySet().retainAll(nextAlerts.keySet());
    common.values().removeIf(alert -> !both.contains(alert.transactionId()));
    return new RehearsalReport(
        both.size(),
        differences,
        common.size(),
        only(nextAlerts, presentAlerts, both),
        only(presentAlerts, nextAlerts, both));
  }

  private static boolean isAlike(Difference difference) {
    Decision present = difference.present();
    Decision next = difference.next();
    return present.outcome() == next.outcome()
        && present.score() == next.score()
        && present.ruleIds().equals(next.ruleIds())
        && present.release().equals(next.release());
  }

  private static List<Alert> only(
      Map<String, Alert> alerts, Map<String, Alert> others, Set<String> transactions) {
    return alerts.values().stream()
        .filter(alert -> !others.containsKey(alert.alertId()))
        .filter(alert -> transactions.contains(alert.transactionId()))
        .toList();
  }

  /** Whether both did the same. */
  public boolean isAlike() {
    return decidedOtherwise.isEmpty() && raisedByNext.isEmpty() && raisedByPresent.isEmpty();
  }
}
