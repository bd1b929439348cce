package io.harrier.alerting.savepoint;

import io.harrier.alerting.cases.CaseChange;
import io.harrier.alerting.intake.ReceivedAlert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cases as somebody tells them who remembers every alert. */
final class Filed {
  private final long suppressionMillis;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Long> lastByRule = new HashMap<>();
  private final Map<String, List<ReceivedAlert>> cases = new HashMap<>();
  private final Map<String, Integer> suppressed = new HashMap<>();

  Filed(Duration suppression) {
    suppressionMillis = suppression.toMillis();
  }

  /** How a change of a case is told, for comparison. */
  static String told(CaseChange change) {
    return told(
        change.caseId(),
        change.alertCount(),
        change.suppressedCount(),
        change.score(),
        change.severity().name(),
        change.firstAlertAt(),
        change.lastAlertAt());
  }

  private static String told(Object... parts) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      text.append(part).append(' ');
    }
    return text.toString();
  }

  /** Files alerts, and tells the changes that they make to cases. */
  List<String> file(List<ReceivedAlert> alerts) {
    List<String> changes = new ArrayList<>();
    for (ReceivedAlert alert : alerts) {
      if (seen.add(alert.alertId())) {
        add(alert, changes);
      }
    }
    return changes;
  }

  private void add(ReceivedAlert alert, List<String> changes) {
    String rule = alert.userId() + ' ' + alert.ruleId();
    Long last = lastByRule.get(rule);
    boolean quiet = last != null && Math.abs(alert.eventTime() - last) < suppressionMillis;
    List<ReceivedAlert> inCase = cases.computeIfAbsent(alert.caseId(), id -> new ArrayList<>());
    inCase.add(alert);
    if (quiet) {
      suppressed.merge(alert.caseId(), 1, Integer::sum);
    } else {
      lastByRule.merge(rule, alert.eventTime(), Math::max);
    }
    int silent = suppressed.getOrDefault(alert.caseId(), 0);
    if (inCase.size() > silent) {
      changes.add(
          told(
              alert.caseId(),
              inCase.size(),
              silent,
              inCase.stream().mapToInt(ReceivedAlert::score).max().orElseThrow(),
              inCase.stream()
                  .map(ReceivedAlert::severity)
                  .max((one, other) -> one.compareTo(other))
                  .orElseThrow()
                  .name(),
              inCase.stream().mapToLong(ReceivedAlert::eventTime).min().orElseThrow(),
              inCase.stream().mapToLong(ReceivedAlert::eventTime).max().orElseThrow()));
    }
  }
}
