package io.harrier.local.commands;

import io.harrier.engine.sequence.PatternChanges;
import io.harrier.engine.window.FeatureWarmth;
import io.harrier.model.ReleaseState;
import io.harrier.registry.RegistryException;
import io.harrier.registry.Release;
import io.harrier.registry.Succession;
import io.harrier.registry.Successions;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a release takes over from the one before it, in words. */
final class SuccessionText {
  private static final int WIDTH = 80;

  private SuccessionText() {}

  /** After a release was moved on: that it was is true even if this cannot be told. */
  static void print(PrintWriter out, Successions successions, Release release) {
    try {
      successions.of(release.releaseId()).ifPresent(succession -> print(out, succession));
    } catch (RegistryException e) {
      out.printf("What it takes over cannot be told: %s%n", e.getMessage());
    }
  }

  static void print(PrintWriter out, Succession succession) {
    if (succession.before().isEmpty()) {
      return; // with nothing before it, everything begins
    }
    out.println(heading(succession));
    PatternChanges sequences = succession.sequences();
    list(out, "keep their open matches", sequences.kept());
    list(out, "start afresh", sequences.afresh());
    list(out, "new", sequences.added());
    list(out, "end, with open matches", sequences.removed());
    if (sequences.equals(new PatternChanges(List.of(), List.of(), List.of(), List.of()))) {
      out.println("  no sequences");
    }
    if (!succession.features().isEmpty()) {
      features(out, succession);
    }
  }

  private static String heading(Succession succession) {
    boolean decides =
        switch (succession.release().state()) {
          case CANARY, LIVE -> true;
          case DRAFT, VALIDATED, SHADOW, RETIRED -> false;
        };
    return "Sequences %s %s"
        .formatted(
            decides ? "in the change from" : "once it decides after",
            succession.before().orElseThrow());
  }

  private static void features(PrintWriter out, Succession succession) {
    List<FeatureWarmth> cold = succession.notWarmAtOnce();
    if (cold.isEmpty()) {
      out.println("Features: all warm at once");
      return;
    }
    out.println(
        cold.size() == succession.features().size()
            ? "Features, none of them warm at once for every user"
            : "Features; all but these are warm at once");
    TextTable table = new TextTable("FEATURE", "WARM FROM", "FOR BUSY USERS FROM");
    for (FeatureWarmth feature : cold) {
      table.row(
          feature.feature(),
          time(feature.warmFrom(), succession.release()),
          time(feature.warmForBusyUsersFrom(), succession.release()));
    }
    table.lines().forEach(line -> out.println("  " + line));
    out.println("  Busy: more transactions in the window than are kept exactly");
  }

  private static String time(long warmFrom, Release release) {
    if (warmFrom == FeatureWarmth.NEVER) {
      return release.state() == ReleaseState.SHADOW ? "not in shadow" : "-";
    }
    if (warmFrom <= release.activeFrom().orElseThrow().toEpochMilli()) {
      return "at once";
    }
    // The second in which it is warm from the beginning.
    return Instant.ofEpochMilli(warmFrom + 999).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** As many names on a line as there is room for. */
  private static void list(PrintWriter out, String title, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    String indent = " ".repeat(26);
    StringBuilder line = new StringBuilder("  %-24s".formatted(title));
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i) + (i + 1 < names.size() ? "," : "");
      if (line.length() > indent.length() && line.length() + 1 + name.length() > WIDTH) {
        out.println(line);
        line = new StringBuilder(indent);
      }
      line.append(line.length() > indent.length() ? " " : "").append(name);
    }
    out.println(line);
  }
}
