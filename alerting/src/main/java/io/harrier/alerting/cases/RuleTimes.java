package io.harrier.alerting.cases;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * When each rule last alerted on the user without being suppressed. Holds at most {@value
 * #MAX_RULES} rules, and none for longer than twice the suppression time, in event time: that is as
 * far back as an out-of-order alert is still compared.
 */
final class RuleTimes {
  static final int MAX_RULES = 256;

  private static final Comparator<Map.Entry<String, Long>> OLDEST_FIRST =
      Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey());

  private final Map<String, Long> lastAlertAt = new HashMap<>();

  /** Whether the rule's last unsuppressed alert is less than {@code withinMillis} away. */
  boolean isRecent(String ruleId, long eventTime, long withinMillis) {
    Long last = lastAlertAt.get(ruleId);
    return last != null && Math.abs(eventTime - last) < withinMillis;
  }

  void record(String ruleId, long eventTime, long withinMillis) {
    lastAlertAt.merge(ruleId, eventTime, Math::max);
    long newest = Collections.max(lastAlertAt.values());
    lastAlertAt.values().removeIf(time -> time < newest - 2 * withinMillis);
    if (lastAlertAt.size() > MAX_RULES) {
      lastAlertAt.entrySet().remove(Collections.min(lastAlertAt.entrySet(), OLDEST_FIRST));
    }
  }

  int size() {
    return lastAlertAt.size();
  }

  RuleTimes copy() {
    RuleTimes copy = new RuleTimes();
    copy.lastAlertAt.putAll(lastAlertAt);
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeShort(lastAlertAt.size());
    // Sorted: equal states have equal bytes.
    for (Map.Entry<String, Long> rule : new TreeMap<>(lastAlertAt).entrySet()) {
      out.writeUTF(rule.getKey());
      out.writeLong(rule.getValue());
    }
  }

  static RuleTimes read(DataInput in) throws IOException {
    RuleTimes times = new RuleTimes();
    int size = in.readUnsignedShort();
    for (int i = 0; i < size; i++) {
      times.lastAlertAt.put(in.readUTF(), in.readLong());
    }
    return times;
  }
}
