package io.harrier.local.commands;

import io.harrier.registry.Publication;
import io.harrier.registry.Release;
import java.io.PrintWriter;
import java.time.Instant;

/** What became of a release, in words, and what is to be done next. */
final class ReleaseText {
  private ReleaseText() {}

  static void print(PrintWriter out, Publication publication) {
    Release release = publication.release();
    if (publication.waitsForApproval()) {
      waits(out, release);
    } else if (publication.isNew()) {
      print(out, release);
    } else {
      out.printf(
          "%s has this content already and decides from event time %s on: nothing changed%n",
          release.releaseId(), activeFrom(release));
    }
  }

  static void waits(PrintWriter out, Release release) {
    String id = release.releaseId();
    out.printf("%s is stored and validated, and decides nothing yet.%n", id);
    out.printf("Somebody other than %s looks at it and approves it:%n", release.author());
    out.printf("  ./harrier rules show %s%n", id);
    out.printf("  ./harrier rules approve %s --actor NAME%n", id);
    out.printf("Then it goes on, step by step or at once:%n");
    out.printf("  ./harrier rules promote %s%n", id);
    out.printf("  ./harrier rules promote %s --to live%n", id);
  }

  static void print(PrintWriter out, Release release) {
    String id = release.releaseId();
    switch (release.state()) {
      case DRAFT -> out.printf("%s is a draft%n", id);
      case VALIDATED ->
          out.printf(
              "%s is stored and validated, and decides nothing yet; next ./harrier rules shadow %s%n",
              id, id);
      case SHADOW ->
          out.printf(
              "%s is evaluated beside what decides, from event time %s on; its alerts go to alerts.shadow%n",
              id, activeFrom(release));
      case CANARY ->
          out.printf(
              "%s decides for %d %% of the users, from event time %s on%n",
              id, release.canaryPercent(), activeFrom(release));
      case LIVE ->
          out.printf("%s decides transactions from event time %s on%n", id, activeFrom(release));
      case RETIRED -> out.printf("%s is retired and decides nothing any more%n", id);
    }
  }

  static String activeFrom(Release release) {
    return release.activeFrom().map(Instant::toString).orElse("-");
  }
}
