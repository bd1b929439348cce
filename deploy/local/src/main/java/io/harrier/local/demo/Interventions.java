package io.harrier.local.demo;

import io.harrier.model.Alert;
import io.harrier.model.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the demo changes while payments flow, and what came of it. Safe for all feeds at once. */
final class Interventions {
  /** Of the simulated span: early enough for the changes to take effect before its end. */
  private static final double CHANGE_RULE_AT = 0.25;

  private static final double RAISE_RISK_AT = 0.5;

  private final SimulatedClock simulated;
  private final RuleChange ruleChange;
  private final RaisedRisk raisedRisk;
  private boolean ruleIsDue = true;
  private boolean riskIsDue = true;

  Interventions(SimulatedClock simulated, RuleChange ruleChange, RaisedRisk raisedRisk) {
    this.simulated = simulated;
    this.ruleChange = ruleChange;
    this.raisedRisk = raisedRisk;
  }

  /** Makes the changes that are due; to be called by one thread, again and again. */
  void makeWhatIsDue() {
    double share = simulated.share();
    if (ruleIsDue && share >= CHANGE_RULE_AT) {
      ruleIsDue = false;
      ruleChange.make(simulated);
    }
    if (riskIsDue && share >= RAISE_RISK_AT) {
      riskIsDue = false;
      raisedRisk.make();
    }
  }

  void decided(Decision decision) {
    ruleChange.decided(decision);
    raisedRisk.decided(decision);
  }

  void alerted(Alert alert) {
    raisedRisk.alerted(alert);
  }

  /** Whether the alert is there only because of what the demo changed. */
  boolean provoked(Alert alert) {
    return ruleChange.provoked(alert) || raisedRisk.provoked(alert);
  }

  /** In the order in which they were made. */
  List<Intervention> made() {
    return Stream.of(ruleChange.made(), raisedRisk.made()).flatMap(Optional::stream).toList();
  }

  /** What should have been changed and was not, or was and took no effect. */
  List<String> problems() {
    return problems(ruleChange.made(), raisedRisk.made());
  }

  static List<String> problems(
      Optional<Intervention> ruleChange, Optional<Intervention> raisedRisk) {
    List<String> problems = new ArrayList<>();
    if (ruleChange.isEmpty()) {
      problems.add("no rule was changed: the simulation was over before its turn");
    }
    if (raisedRisk.isEmpty()) {
      problems.add("no risk score was raised: by then nobody had paid without remark");
    }
    Stream.of(ruleChange, raisedRisk)
        .flatMap(Optional::stream)
        .filter(made -> !made.hasTakenEffect())
        .forEach(made -> problems.add(made.change() + ", and that took no effect"));
    return problems;
  }
}
