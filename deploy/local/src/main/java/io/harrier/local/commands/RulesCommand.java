package io.harrier.local.commands;

import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.Problem;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.Endpoints;
import io.harrier.registry.Publication;
import io.harrier.registry.Release;
import io.harrier.registry.ReleaseRegistry;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Releases, for analysts at a terminal. */
@Command(
    name = "rules",
    description = "Validates, publishes, lists and shows releases.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class RulesCommand {
  private static final String ACTOR = "${sys:user.name}";
  private static final int BRIEF = 40;

  @Spec private CommandSpec spec;

  @Command(
      name = "validate",
      description = "Checks and compiles a release's folder; needs nothing that runs.")
  int validate(@Parameters(paramLabel = "FOLDER", description = "The release.") Path folder) {
    requireFolder(folder);
    try {
      ReleaseDefinition definition = new ReleaseCompiler().compile(folder).definition();
      out()
          .printf(
              "%s is valid: %d rules, %d sequences, %d features%n",
              definition.name(),
              definition.rules().size(),
              definition.patterns().size(),
              definition.features().size());
      return 0;
    } catch (InvalidReleaseException e) {
      return refuse(folder, e);
    }
  }

  @Command(
      name = "publish",
      description = "Validates and compiles a release's folder, and lets it decide.")
  int publish(
      @Mixin DataOption data,
      @Parameters(paramLabel = "FOLDER", description = "The release.") Path folder,
      @Option(
              names = "--active-from",
              paramLabel = "TIME",
              description =
                  "Event time from which it decides, such as 2026-11-22T12:00:00Z; two seconds from"
                      + " now where omitted.")
          Instant activeFrom,
      @Option(names = "--author", paramLabel = "NAME", defaultValue = ACTOR, description = "Who.")
          String author) {
    requireFolder(folder);
    ReleaseRegistry registry = registry(data);
    try {
      Publication publication = registry.publish(folder, author, Optional.ofNullable(activeFrom));
      Release release = publication.release();
      out()
          .printf(
              publication.isNew()
                  ? "%s decides transactions from event time %s on%n"
                  : "%s has this content already and decides from event time %s on: nothing"
                      + " changed%n",
              release.releaseId(),
              release.activeFrom().map(Instant::toString).orElse("-"));
      return 0;
    } catch (InvalidReleaseException e) {
      return refuse(folder, e);
    }
  }

  @Command(name = "list", description = "Lists the releases, the newest first.")
  int list(@Mixin DataOption data) {
    List<Release> releases = registry(data).list();
    if (releases.isEmpty()) {
      out().println("There is no release yet: ./harrier rules publish FOLDER");
      return 0;
    }
    TextTable table =
        new TextTable("RELEASE", "STATE", "AUTHOR", "APPROVER", "ACTIVE FROM", "DESCRIPTION");
    for (Release release : releases) {
      table.row(
          release.releaseId(),
          release.state(),
          release.author(),
          release.approver().orElse("-"),
          release.activeFrom().map(Instant::toString).orElse("-"),
          brief(release.description()));
    }
    table.lines().forEach(out()::println);
    return 0;
  }

  @Command(name = "show", description = "Shows a release.")
  int show(
      @Mixin DataOption data,
      @Parameters(paramLabel = "RELEASE", description = "name@version.") String releaseId,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "Writes its folder, as it was published, into this zip file.")
          Path file) {
    ReleaseRegistry registry = registry(data);
    Release release = registry.show(releaseId);
    PrintWriter out = out();
    out.printf("%s  %s%n", release.releaseId(), release.state());
    out.printf("  active from  %s%n", release.activeFrom().map(Instant::toString).orElse("-"));
    out.printf("  author       %s%n", release.author());
    out.printf("  approver     %s%n", release.approver().orElse("-"));
    out.printf("  content      %s%n", release.contentHash());
    out.printf("  description  %s%n", release.description());
    if (file != null) {
      try {
        Files.write(file, registry.sources(releaseId));
      } catch (java.io.IOException e) {
        throw new CommandFailedException("cannot write " + file + ": name another file", e);
      }
      out.printf("  sources      %s%n", file);
    }
    return 0;
  }

  private int refuse(Path folder, InvalidReleaseException failure) {
    PrintWriter err = spec.commandLine().getErr();
    for (Problem problem : failure.problems()) {
      err.println(problem);
    }
    err.printf(
        "harrier: %s has %d %s; nothing was published%n",
        folder, failure.problems().size(), failure.problems().size() == 1 ? "problem" : "problems");
    return 1;
  }

  private static void requireFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailedException(
          folder + " is not a folder: name one that holds release.yaml (docs/rules.md says more)");
    }
  }

  private static ReleaseRegistry registry(DataOption data) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(Endpoints.require(data.directory()).postgres());
    return new ReleaseRegistry(database);
  }

  /** The first sentence, or as much of it as a line has room for. */
  static String brief(String text) {
    String oneLine = text.strip().replaceAll("\\s+", " ");
    int end = oneLine.indexOf(". ");
    String sentence = end < 0 ? oneLine : oneLine.substring(0, end + 1);
    return sentence.length() <= BRIEF ? sentence : sentence.substring(0, BRIEF - 3).strip() + "...";
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
