package io.harrier.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.rule.FiredAlert;
import io.harrier.engine.rule.RuleSession;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionType;
import java.io.InputStream;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles of the release {@code complete}, compiled when their format was the newest. */
class EarlierBundlesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void decideAsTheyAlwaysDid(int version) throws Exception {
    try (InputStream in = getClass().getResourceAsStream("bundle-version-" + version + ".zip");
        LoadedRelease release = LoadedRelease.load(in.readAllBytes());
        RuleSession session = release.newRuleSession()) {
      FeatureValues features = new FeatureValues(4);
      features.set(0, 3L, 0);
      features.set(1, new BigDecimal("12.00"), 0);
      Transaction payment = Transaction.builder("t", "user", 0).amount(30_000, "EUR").build();
      assertThat(session.evaluate(payment, features, null).alerts())
          .extracting(FiredAlert::reason)
          .containsExactlyInAnyOrder("amount 300.00 EUR over 220", "3 small payments before");

      Transaction transfer =
          Transaction.builder("t", "user", 0)
              .type(TransactionType.TRANSFER)
              .merchantId("shop")
              .deviceId("d")
              .amount(100, "EUR")
              .build();
      RiskScore risk = new RiskScore("user", 0.8, null, 4, 0, 0);
      assertThat(session.evaluate(transfer, new FeatureValues(4), risk).alerts())
          .extracting(FiredAlert::reason)
          .containsExactly("score 0.8 (version 4), device d \"new\"", "second");
    }
  }
}
