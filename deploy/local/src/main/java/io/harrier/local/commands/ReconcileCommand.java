package io.harrier.local.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.alerting.reconcile.Reconciliation;
import io.harrier.alerting.reconcile.ReconciliationReport;
import io.harrier.alerting.reconcile.ReconciliationReport.Finding;
import io.harrier.local.directory.Endpoints;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds the table of alerts against the topic. */
@Command(
    name = "reconcile",
    description = {
      "Compares the alerts committed to Kafka with those in PostgreSQL:"
          + " lost, duplicate, phantom. Exit code 0 only when there is none of these."
    })
final class ReconcileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(
      names = "--patience",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description =
          "How long to wait, without progress, for alerts that are on their way; ${DEFAULT-VALUE}"
              + " where omitted.")
  private Duration patience;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Endpoints endpoints = Endpoints.require(data.directory());
    PrintWriter out = spec.commandLine().getOut();
    ReconciliationReport report;
    try (ProgressLine progress =
        ProgressLine.of(spec.commandLine().getErr(), "reading alerts", -1)) {
      report =
          Reconciliation.between(endpoints.kafka(), endpoints.postgres(), patience, progress::at)
              .run();
    }
    if (json) {
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } else {
      print(out, report);
    }
    return report.isSound() ? 0 : 1;
  }

  static void print(PrintWriter out, ReconciliationReport report) {
    out.printf(
        "%,d alerts on Kafka, %,d in PostgreSQL%n", report.topicAlerts(), report.storedAlerts());
    print(out, "lost", report.lost());
    print(out, "duplicate", report.duplicate());
    print(out, "phantom", report.phantom());
    if (report.unreadable().count() > 0) {
      print(out, "unreadable", report.unreadable());
    }
    if (report.unverifiable() > 0) {
      out.printf(
          "  %-10s %,d (Kafka no longer has their records)%n",
          "unverifiable", report.unverifiable());
    }
  }

  private static void print(PrintWriter out, String name, Finding finding) {
    String samples =
        finding.samples().isEmpty() ? "" : "  such as " + String.join(", ", finding.samples());
    out.printf("  %-10s %,d%s%n", name, finding.count(), samples);
  }
}
