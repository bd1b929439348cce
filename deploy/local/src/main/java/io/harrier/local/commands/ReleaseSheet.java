package io.harrier.local.commands;

import io.harrier.registry.Approval;
import io.harrier.registry.Release;
import io.harrier.registry.RuleSwitch;
import io.harrier.registry.audit.AuditRecord;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** All that is known of one release, for people. */
final class ReleaseSheet {
  private ReleaseSheet() {}

  static void print(PrintWriter out, ReleaseReport report) {
    Release release = report.release();
    out.printf(
        "%s  %s%s%n",
        release.releaseId(),
        release.state(),
        release.canaryPercent() > 0 ? " for " + release.canaryPercent() + " % of the users" : "");
    out.printf("  active from  %s%n", ReleaseText.activeFrom(release));
    out.printf("  author       %s%n", release.author());
    out.printf("  approver     %s%n", approver(report));
    out.printf("  content      %s%n", release.contentHash());
    out.printf("  signed       %s%n", release.signed() ? "yes" : "no");
    out.printf(
        "  rules off    %s%n",
        release.disabledRules().isEmpty() ? "-" : String.join(", ", release.disabledRules()));
    out.printf("  description  %s%n", release.description());
    RuleHealthText.print(out, report);
    if (report.definition().isPresent()) {
      RulePrecisionText.print(out, report);
    }
    report.unreadable().ifPresent(why -> out.printf("Content: %s%n", why));
    report.succession().ifPresent(succession -> SuccessionText.print(out, succession));
    out.println("Approvals");
    for (Approval approval : report.approvals()) {
      out.printf(
          "  %s  %s%s%s%s%n",
          seconds(approval.at()),
          approval.approver(),
          approval.automatic() ? " (this platform, by itself)" : "",
          approval.releaseId().equals(release.releaseId()) ? "" : " of " + approval.releaseId(),
          approval.contentHash().equals(release.contentHash())
              ? approval.comment().map(comment -> ": " + comment).orElse("")
              : ": void, of content " + approval.contentHash());
    }
    List<RuleSwitch> switched = report.switches();
    if (!switched.isEmpty()) {
      out.println("Rules switched");
      switched.forEach(
          change ->
              out.printf(
                  "  %s  %-16s %s by %s%s%n",
                  seconds(change.at()),
                  change.action(),
                  change.ruleId(),
                  change.actor(),
                  change.reason().map(reason -> ": " + reason).orElse("")));
    }
    out.println("History");
    for (AuditRecord entry : report.history()) {
      out.printf("  %s  %-22s %s%n", seconds(entry.at()), entry.action(), entry.actor());
    }
  }

  /** Who let it decide; until it does, whose word for its content there is. */
  private static String approver(ReleaseReport report) {
    Release release = report.release();
    return release
        .approver()
        .or(
            () ->
                report.approvals().stream()
                    .filter(approval -> approval.contentHash().equals(release.contentHash()))
                    .map(Approval::approver)
                    .findFirst())
        .orElse("-");
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
