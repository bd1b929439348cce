package io.harrier.backtest.compare;

import io.harrier.backtest.report.BacktestReport.RuleDifference;
import io.harrier.model.Alert;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which alerts only one of two releases raises. An id names a rule and the transactions that took
 * part, so equal findings have equal ids; they cancel each other out as they come, and what is kept
 * is the difference.
 */
public final class Difference {
  public static final int DRAFT = 0;
  public static final int BASELINE = 1;

  private final List<Map<String, Alert>> only = List.of(new HashMap<>(), new HashMap<>());
  private final Map<String, Long> commonByRule = new HashMap<>();

  /**
   * @param side {@link #DRAFT} or {@link #BASELINE}
   */
  public void add(int side, List<Alert> alerts) {
    for (Alert alert : alerts) {
      if (only.get(1 - side).remove(alert.alertId()) == null) {
        only.get(side).put(alert.alertId(), alert);
      } else {
        commonByRule.merge(alert.ruleId(), 1L, Long::sum);
      }
    }
  }

  /** Adds what was found of other users. */
  public void addAll(Difference other) {
    only.get(DRAFT).putAll(other.only.get(DRAFT));
    only.get(BASELINE).putAll(other.only.get(BASELINE));
    other.commonByRule.forEach((rule, count) -> commonByRule.merge(rule, count, Long::sum));
  }

  /** The alerts of one side alone. */
  public Collection<Alert> only(int side) {
    return only.get(side).values();
  }

  /** How many alerts both releases raise. */
  public long common() {
    return commonByRule.values().stream().mapToLong(Long::longValue).sum();
  }

  /** For each of these rules, in their order. */
  public List<RuleDifference> byRule(Collection<String> ruleIds) {
    Map<String, long[]> alone = new HashMap<>();
    for (int side : List.of(DRAFT, BASELINE)) {
      for (Alert alert : only(side)) {
        alone.computeIfAbsent(alert.ruleId(), id -> new long[2])[side]++;
      }
    }
    return ruleIds.stream()
        .map(
            ruleId -> {
              long[] counts = alone.getOrDefault(ruleId, new long[2]);
              return new RuleDifference(
                  ruleId, commonByRule.getOrDefault(ruleId, 0L), counts[DRAFT], counts[BASELINE]);
            })
        .toList();
  }
}
