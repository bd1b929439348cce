package io.harrier.alerting.savepoint;

import io.harrier.alerting.AlertFixture;
import io.harrier.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Alerts of a few users, so that their cases grow, rules are suppressed, and some come twice. */
final class AlertTraffic {
  private static final int USERS = 12;
  private static final int RULES = 3;
  private static final int REPEATED_IN_PERCENT = 5;
  private static final int ALERTS_A_CASE = 20;

  private final Random random;
  private final List<AlertFixture> sent = new ArrayList<>();

  AlertTraffic(long seed) {
    random = new Random(seed);
  }

  List<AlertFixture> next(int count) {
    List<AlertFixture> alerts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      AlertFixture alert =
          !sent.isEmpty() && random.nextInt(100) < REPEATED_IN_PERCENT
              ? sent.get(sent.size() - 1 - random.nextInt(Math.min(sent.size(), USERS)))
              : fresh();
      alerts.add(alert);
    }
    return alerts;
  }

  private AlertFixture fresh() {
    String user = "user-" + random.nextInt(USERS);
    long ofUser = sent.stream().filter(alert -> alert.userId().equals(user)).count();
    Severity[] severities = Severity.values();
    AlertFixture alert =
        AlertFixture.of("alert-" + sent.size(), user)
            .inCase(user + "-case-" + ofUser / ALERTS_A_CASE)
            .by("rule-" + random.nextInt(RULES))
            .with(severities[random.nextInt(severities.length)], random.nextInt(101))
            .minutesLater(sent.size());
    sent.add(alert);
    return alert;
  }
}
