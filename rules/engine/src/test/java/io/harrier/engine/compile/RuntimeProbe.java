package io.harrier.engine.compile;

import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.rule.FiredAlert;
import io.harrier.engine.rule.RuleSession;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.Transaction;
import java.util.List;

/** Does what a task does with a bundle; called in a class loader without a compiler. */
public final class RuntimeProbe {
  private RuntimeProbe() {}

  public static List<String> alertsOfALargePayment(byte[] bundle) throws InvalidBundleException {
    try (LoadedRelease release = LoadedRelease.load(bundle);
        RuleSession session = release.newRuleSession()) {
      Transaction large = Transaction.builder("t", "user", 0).amount(30_000, "EUR").build();
      FeatureValues features = new FeatureValues(release.definition().features().size());
      return session.evaluate(large, features, null).alerts().stream()
          .map(FiredAlert::ruleId)
          .toList();
    }
  }
}
