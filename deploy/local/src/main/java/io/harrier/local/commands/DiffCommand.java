package io.harrier.local.commands;

import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.ReleaseReader;
import io.harrier.local.CommandFailedException;
import io.harrier.local.history.NamedRelease;
import io.harrier.registry.diff.Difference;
import io.harrier.registry.diff.Difference.Field;
import io.harrier.registry.diff.Difference.Kind;
import io.harrier.registry.diff.ReleaseDiff;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules diff}. */
@Command(
    name = "diff",
    description = "Says what differs between two releases, or a release and a folder.")
final class DiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RegistryOptions options;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "name@version, live, or a folder.")
  private String before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "name@version, live, or a folder.")
  private String after;

  @Override
  public Integer call() {
    List<Difference> differences = ReleaseDiff.between(definition(before), definition(after));
    PrintWriter out = spec.commandLine().getOut();
    if (differences.stream().allMatch(difference -> difference.kind() == Kind.UNCHANGED)) {
      out.printf("%s and %s look for the same%n", before, after);
    }
    differences.forEach(difference -> print(out, difference));
    return 0;
  }

  private ReleaseDefinition definition(String named) {
    Path folder = Path.of(named);
    if (!Files.isDirectory(folder)) {
      return options.registry().definition(releaseId(named));
    }
    try {
      return ReleaseReader.read(folder);
    } catch (InvalidReleaseException e) {
      throw new CommandFailedException(
          folder + " is not valid: ./harrier rules validate " + folder + " says why", e);
    }
  }

  private String releaseId(String named) {
    return named.equals(NamedRelease.LIVE)
        ? NamedRelease.live(options.registry(), InstantSource.system()).releaseId()
        : named;
  }

  private static void print(PrintWriter out, Difference difference) {
    out.printf(
        "%-9s %s %s%s%s%n",
        word(difference.kind()),
        word(difference.subject()),
        difference.name(),
        difference.place().map(place -> "  (" + place + ")").orElse(""),
        difference.note().map(note -> ": " + note).orElse(""));
    for (Field field : difference.fields()) {
      switch (difference.kind()) {
        case ADDED -> out.printf("    %s: %s%n", field.name(), field.after().orElse("-"));
        case REMOVED -> out.printf("    %s: %s%n", field.name(), field.before().orElse("-"));
        case CHANGED, UNCHANGED -> {
          out.printf("    %s%n", field.name());
          out.printf("      - %s%n", field.before().orElse("(none)"));
          out.printf("      + %s%n", field.after().orElse("(none)"));
        }
      }
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
