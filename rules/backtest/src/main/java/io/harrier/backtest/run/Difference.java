package io.harrier.backtest.run;

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
final class Difference {
  static final int DRAFT = 0;
  static final int BASELINE = 1;

  private final List<Map<String, Alert>> only = List.of(new HashMap<>(), new HashMap<>());
  private final Map<String, Long> commonByRule = new HashMap<>();

  /**
   * @param side {@link #DRAFT} or {@link #BASELINE}
   */
  void add(int side, List<Alert> alerts) {
    for (Alert alert : alerts) {
      if (only.get(1 - side).remove(alert.alertId()) == null) {
        only.get(side).put(alert.alertId(), alert);
      } else {
        commonByRule.merge(alert.ruleId(), 1L, Long::sum);
      }
    }
  }

  /** Adds what was found of other users. */
  void addAll(Difference other) {
    only.get(DRAFT).putAll(other.only.get(DRAFT));
    only.get(BASELINE).putAll(other.only.get(BASELINE));
    other.commonByRule.forEach((rule, count) -> commonByRule.merge(rule, count, Long::sum));
  }

  Collection<Alert> only(int side) {
    return only.get(side).values();
  }

  long common(String ruleId) {
    return commonByRule.getOrDefault(ruleId, 0L);
  }
}
