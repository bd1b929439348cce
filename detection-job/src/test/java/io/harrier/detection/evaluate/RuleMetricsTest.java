package io.harrier.detection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.rule.RuleProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class RuleMetricsTest {
  private final Map<String, Gauge<?>> gauges = new TreeMap<>();
  private final RuleMetrics metrics = new RuleMetrics(new Recorded(""));

  /** Keeps the gauges of a group and those within it by their names. */
  private final class Recorded extends UnregisteredMetricsGroup {
    private final String prefix;

    Recorded(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Recorded(prefix + key + '.' + value + '.');
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(prefix + name, gauge);
      return gauge;
    }
  }

  private Object value(String name) {
    return gauges.get(name).getValue();
  }

  private static RuleProfile profile(String ruleId, long evaluations) {
    return new RuleProfile(ruleId, true, evaluations, 3, 1_000, 31, 420);
  }

  @Test
  void saysWhatEachRuleDoesAndCosts() {
    metrics.update(List.of(profile("large", 10)), Map.of("burst", 2L), Set.of());

    assertThat(value("rule.large.evaluations")).isEqualTo(10L);
    assertThat(value("rule.large.matches")).isEqualTo(3L);
    assertThat(value("rule.large.lastMatchAt")).isEqualTo(1_000L);
    assertThat(value("rule.large.costNanos")).isEqualTo(420);
    assertThat(value("rule.large.quarantined")).isEqualTo(0);
    assertThat(value("sequence.burst.openMatches")).isEqualTo(2L);
  }

  @Test
  void aRuleThatTheNextReleaseLacksIsInQuarantineNoMoreAndHasNoOpenMatches() {
    metrics.update(List.of(profile("large", 10)), Map.of("burst", 2L), Set.of("large"));
    assertThat(value("rule.large.quarantined")).isEqualTo(1);

    metrics.update(List.of(profile("other", 1)), Map.of(), Set.of());

    assertThat(value("rule.large.quarantined")).isEqualTo(0);
    assertThat(value("rule.large.evaluations")).isEqualTo(10L);
    assertThat(value("sequence.burst.openMatches")).isEqualTo(0L);
  }
}
