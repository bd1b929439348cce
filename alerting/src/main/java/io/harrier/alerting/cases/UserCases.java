package io.harrier.alerting.cases;

import io.harrier.alerting.intake.ReceivedAlert;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the job remembers of one user: the newest cases, when each rule last alerted, and which
 * alerts were seen. One packed value; about 100 bytes for a user with one case.
 *
 * <p>Bounds: {@value #MAX_CASES} cases, {@value RuleTimes#MAX_RULES} rules, {@value
 * RecentAlerts#CAPACITY} alert ids. It expires as a whole, some time after the last alert.
 */
public final class UserCases {
  static final int MAX_CASES = 4;
  private static final Comparator<Map.Entry<String, CaseTally>> OLDEST_FIRST =
      Map.Entry.<String, CaseTally>comparingByValue(
              Comparator.comparingLong(CaseTally::lastAlertAt))
          .thenComparing(Map.Entry.comparingByKey());

  private final Map<String, CaseTally> cases;
  private final RuleTimes rules;
  private final RecentAlerts recent;

  public UserCases() {
    this(new TreeMap<>(), new RuleTimes(), new RecentAlerts());
  }

  private UserCases(Map<String, CaseTally> cases, RuleTimes rules, RecentAlerts recent) {
    this.cases = cases;
    this.rules = rules;
    this.recent = recent;
  }

  /**
   * Files the user's next alert.
   *
   * @param suppressionMillis an alert less than this away, in event time, from its rule's last
   *     unsuppressed one is suppressed; 0 suppresses none
   */
  public Filing file(ReceivedAlert alert, long suppressionMillis) {
    if (!recent.add(alert.alertId())) {
      return Filing.ofRepeated();
    }
    boolean suppressed = rules.isRecent(alert.ruleId(), alert.eventTime(), suppressionMillis);
    if (!suppressed) {
      rules.record(alert.ruleId(), alert.eventTime(), suppressionMillis);
    }
    Filing filing =
        cases.computeIfAbsent(alert.caseId(), id -> new CaseTally()).add(alert, suppressed);
    if (cases.size() > MAX_CASES) {
      cases.entrySet().stream()
          .filter(each -> !each.getKey().equals(alert.caseId())) // it may go on, however old
          .min(OLDEST_FIRST)
          .ifPresent(oldest -> cases.remove(oldest.getKey()));
    }
    return filing;
  }

  /** Event time of the latest alert, epoch milliseconds. */
  public long lastAlertAt() {
    return cases.values().stream().mapToLong(CaseTally::lastAlertAt).max().orElse(Long.MIN_VALUE);
  }

  UserCases copy() {
    Map<String, CaseTally> copied = new TreeMap<>();
    cases.forEach((caseId, tally) -> copied.put(caseId, tally.copy()));
    return new UserCases(copied, rules.copy(), recent.copy());
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(cases.size());
    for (Map.Entry<String, CaseTally> entry : cases.entrySet()) {
      out.writeUTF(entry.getKey());
      entry.getValue().write(out);
    }
    rules.write(out);
    recent.write(out);
  }

  static UserCases read(DataInput in) throws IOException {
    Map<String, CaseTally> cases = new TreeMap<>();
    int size = in.readUnsignedByte();
    for (int i = 0; i < size; i++) {
      cases.put(in.readUTF(), CaseTally.read(in));
    }
    return new UserCases(cases, RuleTimes.read(in), RecentAlerts.read(in));
  }
}
