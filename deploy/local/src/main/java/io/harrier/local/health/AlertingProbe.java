package io.harrier.local.health;

import io.harrier.alerting.AlertingJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the alerting job files, and what it had to leave. Counts are since it was started. */
final class AlertingProbe {
  static final String NAME = "alerting";

  private static final List<String> COUNTS =
      List.of(
          "alerts",
          "casesOpened",
          "alertsUnreadable",
          "decisionsUnreadable",
          "standingWritesFailed",
          "standingsDropped",
          "notificationsFailed");

  private static final Pattern WANTED =
      Pattern.compile(".*\\.(?:" + String.join("|", COUNTS) + ")");

  private AlertingProbe() {}

  static PartHealth ask(String url) throws IOException, InterruptedException {
    return JobFigures.judge(NAME, url, AlertingJob.NAME, WANTED, AlertingProbe::health);
  }

  static PartHealth health(JobFigures figures) {
    List<String> warnings = new ArrayList<>();
    long unreadable = figures.sum("alertsUnreadable");
    if (unreadable > 0) {
      warnings.add(
          unreadable + " records of the topic alerts are no alerts: the log has their offsets");
    }
    long unsent = figures.sum("notificationsFailed");
    if (unsent > 0) {
      warnings.add(
          unsent + " notices were given up: the receiver of the webhook refuses or is down");
    }
    Map<String, Object> measured = new LinkedHashMap<>();
    COUNTS.forEach(count -> measured.put(count, figures.sum(count)));
    return PartHealth.ready(
            NAME,
            String.format(
                Locale.ROOT,
                "%,d alerts filed, %,d cases opened",
                figures.sum("alerts"),
                figures.sum("casesOpened")))
        .withWarnings(warnings)
        .withFigures(measured);
  }
}
