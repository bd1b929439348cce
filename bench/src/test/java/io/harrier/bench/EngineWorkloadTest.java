package io.harrier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.bench.EngineTraffic.Arrival;
import io.harrier.engine.rule.RuleOutcome;
import io.harrier.engine.window.FeatureValues;
import org.junit.jupiter.api.Test;

/** That the engine's benchmark measures what it says, and its peers compute the same. */
class EngineWorkloadTest {
  @Test
  void isOfTheStatedSizeAndItsPeersAgree() throws Exception {
    EngineBenchmark.Release release = new EngineBenchmark.Release();
    release.prepare();
    assertThat(release.loaded.definition().rules()).hasSize(EngineRelease.RULES);
    assertThat(release.loaded.definition().features()).hasSize(5);
    assertThat(release.loaded.definition().patterns()).hasSize(10);

    EngineBenchmark.Windows windows = new EngineBenchmark.Windows();
    windows.fill(release);
    windows.restore();
    EngineBenchmark.Rules rules = new EngineBenchmark.Rules();
    rules.compute(release);
    int marked = 0;
    int alerts = 0;
    long plainBefore = 0;
    for (int i = 0; i < release.measured.size(); i++) {
      Arrival arrival = release.measured.get(i);
      FeatureValues values = rules.features.get(i);
      Object[] rescanned = windows.naive.state(arrival).evaluate(arrival.transaction());
      for (int feature = 0; feature < 4; feature++) {
        assertThat(values.get(feature)).isEqualTo(rescanned[feature]);
      }
      RuleOutcome outcome = rules.session.evaluate(arrival.transaction(), values, arrival.risk());
      long plain = rules.plain.evaluate(arrival.transaction(), values, arrival.risk());
      assertThat(plain - plainBefore).isEqualTo(outcome.alerts().size() + outcome.marks().size());
      plainBefore = plain;
      marked += outcome.marks().isEmpty() ? 0 : 1;
      alerts += outcome.alerts().isEmpty() ? 0 : 1;
    }
    assertThat(100.0 * marked / release.measured.size()).isBetween(4.5, 5.5);
    assertThat(100.0 * alerts / release.measured.size()).isBetween(1.0, 5.0);
  }
}
