package io.harrier.local.commands;

import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.Endpoints;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.registry.lists.InvalidEntryException;
import io.harrier.registry.lists.ListRegistry;
import io.harrier.registry.lists.RegisteredEntry;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The lists, for analysts at a terminal. */
@Command(
    name = "lists",
    description = "Says who and what is allowed, blocked or watched.",
    synopsisSubcommandLabel = "COMMAND")
final class ListsCommand {
  private static final String LISTS = "One of ${COMPLETION-CANDIDATES}.";

  @Spec private CommandSpec spec;

  @Command(
      name = "add",
      description = "Puts something on a list; takes effect on the next transaction.")
  int add(
      @Mixin DataOption data,
      @Parameters(paramLabel = "LIST", description = LISTS) EntityList list,
      @Parameters(paramLabel = "KIND", description = LISTS) EntityKind kind,
      @Parameters(
              paramLabel = "VALUE",
              description = "An id, a country such as FR, or a prefix such as 203.0.113.0/24.")
          String value,
      @Option(names = "--reason", paramLabel = "TEXT", description = "Why.") String reason,
      @Option(
              names = "--expires",
              paramLabel = "TIME",
              converter = ExpiryConverter.class,
              description =
                  "Until when it counts: 30d or 12h from now, or an instant such as"
                      + " 2026-11-22T12:00:00Z; for good where omitted.")
          Instant expires,
      @Option(
              names = {"--actor", "--as"},
              paramLabel = "NAME",
              defaultValue = RegistryOptions.ACTOR,
              description = "Who adds it; the user of this terminal where omitted.")
          String actor) {
    try {
      RegisteredEntry added =
          registry(data)
              .add(
                  list,
                  kind,
                  value,
                  Optional.ofNullable(reason),
                  Optional.ofNullable(expires),
                  actor);
      out()
          .printf(
              "%s %s is on the list %s%s (version %d)%n",
              added.kind(),
              added.value(),
              added.list(),
              added.expiresAt().map(time -> " until " + time(time)).orElse(""),
              added.version());
      return 0;
    } catch (InvalidEntryException e) {
      throw new CommandFailedException(e.getMessage(), e);
    }
  }

  @Command(name = "remove", description = "Takes something off a list.")
  int remove(
      @Mixin DataOption data,
      @Parameters(paramLabel = "LIST", description = LISTS) EntityList list,
      @Parameters(paramLabel = "KIND", description = LISTS) EntityKind kind,
      @Parameters(paramLabel = "VALUE", description = "As it was added.") String value) {
    try {
      RegisteredEntry removed =
          registry(data)
              .remove(list, kind, value)
              .orElseThrow(
                  () ->
                      new CommandFailedException(
                          "%s %s is not on the list %s: ./harrier lists show names what is"
                              .formatted(kind, value, list)));
      out().printf("%s %s is off the list %s%n", kind, removed.value(), list);
      return 0;
    } catch (InvalidEntryException e) {
      throw new CommandFailedException(e.getMessage(), e);
    }
  }

  @Command(name = "show", description = "Shows what is listed.")
  int show(
      @Mixin DataOption data,
      @Parameters(arity = "0..1", paramLabel = "LIST", description = "This one; all where omitted.")
          EntityList list,
      @Option(names = "--kind", paramLabel = "KIND", description = "Of this kind.") EntityKind kind,
      @Option(names = "--expired", description = "Entries that count no more too.")
          boolean expired) {
    Instant now = Instant.now();
    List<RegisteredEntry> entries =
        registry(data).show(Optional.ofNullable(list), Optional.ofNullable(kind)).stream()
            .filter(entry -> expired || entry.isInForce(now))
            .toList();
    PrintWriter out = out();
    if (!entries.isEmpty()) {
      TextTable table =
          new TextTable("LIST", "KIND", "VALUE", "EXPIRES", "ADDED BY", "ADDED", "REASON");
      for (RegisteredEntry entry : entries) {
        table.row(
            entry.list(),
            entry.kind(),
            entry.value(),
            entry.expiresAt().map(ListsCommand::time).orElse("-"),
            entry.addedBy(),
            time(entry.addedAt()),
            entry.reason().orElse("-"));
      }
      table.lines().forEach(out::println);
    }
    out.printf("%d %s%n", entries.size(), entries.size() == 1 ? "entry" : "entries");
    return 0;
  }

  private static ListRegistry registry(DataOption data) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(Endpoints.require(data.directory()).postgres());
    return new ListRegistry(database);
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
