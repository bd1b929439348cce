package io.harrier.backtest.run;

import io.harrier.backtest.truth.Label;
import io.harrier.backtest.truth.Labels;
import io.harrier.engine.evaluate.Evaluation;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.rule.RuleProfile;
import io.harrier.model.Alert;
import io.harrier.model.Outcome;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one release finds; for one thread. */
final class ReleaseTally {
  /** How many decisions had an outcome, and on how many of them fraud. */
  static final class OutcomeCount {
    long decisions;
    long onFraud;
  }

  private final Labels labels;
  private final List<String> ruleIds;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<AlertTally> byRule = new ArrayList<>();
  private final AlertTally total = new AlertTally();
  private final Map<Outcome, OutcomeCount> outcomes = new EnumMap<>(Outcome.class);
  private final Map<String, Boolean> cases = new HashMap<>();
  private final Map<String, Long> matches = new LinkedHashMap<>();

  ReleaseTally(ReleaseDefinition release, Labels labels) {
    this.labels = labels;
    ruleIds = List.copyOf(release.ruleIds());
    for (String id : ruleIds) {
      numbers.put(id, byRule.size());
      byRule.add(new AlertTally());
    }
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, new OutcomeCount());
    }
  }

  /** A transaction was evaluated, or not for being late or known. */
  void onEvaluated(Transaction transaction, Evaluation evaluation, UserReplay user) {
    if (evaluation instanceof Evaluation.Duplicate) {
      return;
    }
    onAlerts(evaluation.alerts(), user);
    Label label = labels.of(transaction.transactionId());
    if (evaluation instanceof Evaluation.Decided decided) {
      OutcomeCount outcome = outcomes.get(decided.decision().outcome());
      outcome.decisions++;
      outcome.onFraud += label == null ? 0 : 1;
    }
    if (label != null && Amounts.isOutgoing(transaction)) {
      BitSet caught = user.rulesThatCaught(label.episode());
      caught.stream().forEach(rule -> byRule.get(rule).saved().add(transaction));
      if (!caught.isEmpty()) {
        total.saved().add(transaction);
      }
    }
  }

  void onAlerts(List<Alert> alerts, UserReplay user) {
    for (Alert alert : alerts) {
      int rule = numbers.get(alert.ruleId());
      List<Label> fraud = fraudIn(alert);
      byRule.get(rule).add(alert, fraud);
      total.add(alert, fraud);
      cases.merge(alert.caseId(), !fraud.isEmpty(), Boolean::logicalOr);
      for (Label label : fraud) {
        user.catchEpisode(label.episode(), rule);
      }
    }
  }

  private List<Label> fraudIn(Alert alert) {
    if (labels.isEmpty()) {
      return List.of();
    }
    List<Label> fraud = new ArrayList<>(2);
    for (String transactionId : alert.transactionIds()) {
      Label label = labels.of(transactionId);
      if (label != null) {
        fraud.add(label);
      }
    }
    return fraud;
  }

  /** Takes over how often each rule's condition held, from a session that has ended. */
  void addMatches(List<RuleProfile> profiles) {
    profiles.forEach(profile -> matches.merge(profile.ruleId(), profile.matches(), Long::sum));
  }

  /** Adds what was found of other users. */
  void addAll(ReleaseTally other) {
    for (int i = 0; i < byRule.size(); i++) {
      byRule.get(i).addAll(other.byRule.get(i));
    }
    total.addAll(other.total);
    other.outcomes.forEach(
        (outcome, count) -> {
          outcomes.get(outcome).decisions += count.decisions;
          outcomes.get(outcome).onFraud += count.onFraud;
        });
    cases.putAll(other.cases);
    other.matches.forEach((rule, count) -> matches.merge(rule, count, Long::sum));
  }

  /** Rules, then sequences, in the order of the release. */
  List<String> ruleIds() {
    return ruleIds;
  }

  AlertTally ofRule(String ruleId) {
    return byRule.get(numbers.get(ruleId));
  }

  AlertTally total() {
    return total;
  }

  Map<Outcome, OutcomeCount> outcomes() {
    return outcomes;
  }

  long cases() {
    return cases.size();
  }

  /** Cases with fraud in one of their alerts. */
  long justifiedCases() {
    return cases.values().stream().filter(justified -> justified).count();
  }

  /** How often the rule's condition held; of a sequence, how often it matched. */
  long matches(String ruleId) {
    Long ofRule = matches.get(ruleId);
    return ofRule == null ? ofRule(ruleId).alerts() : ofRule;
  }
}
