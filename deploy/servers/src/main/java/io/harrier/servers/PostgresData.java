package io.harrier.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The data directory of PostgreSQL. */
record PostgresData(Path path) {

  boolean exists() {
    return Files.exists(path.resolve("PG_VERSION"));
  }

  /**
   * @throws ServerStartException if the data was written by another major version
   */
  void requireReadableVersion() {
    if (!exists()) {
      return;
    }
    String version = read("PG_VERSION").strip();
    if (!version.equals(Integer.toString(PostgresPrograms.MAJOR_VERSION))) {
      throw new ServerStartException(
          ("%s was written by PostgreSQL %s, and this is PostgreSQL %d, which can't read it. Start the version of Harrier that wrote"
                  + " it, or move the data with pg_dump, or choose another directory.")
              .formatted(path, version, PostgresPrograms.MAJOR_VERSION));
    }
  }

  /**
   * Stops a server that still runs on this data. A pid file whose process id meanwhile belongs to
   * something else is removed, because PostgreSQL would take that for another server; any other is
   * left for PostgreSQL, which looks for remaining sessions with it.
   */
  void releaseFromEarlierRun() {
    Path pidFile = path.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = lines().stream().findFirst().map(line -> parse(line)).orElse(-1L);
    Optional<ProcessHandle> process = pid < 1 ? Optional.empty() : ProcessHandle.of(pid);
    if (process.isEmpty()) {
      return;
    }
    if (runsOnThisData(process.get())) {
      Orphan.stop("PostgreSQL", process.get(), "INT");
    } else {
      try {
        Files.deleteIfExists(pidFile);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private boolean runsOnThisData(ProcessHandle process) {
    return process
        .info()
        .arguments()
        .map(arguments -> List.of(arguments).contains(path.toString()))
        .orElse(false);
  }

  /**
   * Creates the data if there is none yet. It is made beside its place and then moved there, so
   * that an interrupted attempt leaves nothing that looks complete.
   */
  void createIfMissing(
      PostgresAccount account, PostgresPrograms programs, String superuser, Path log) {
    if (exists()) {
      return;
    }
    Path unfinished = path.resolveSibling(path.getFileName() + ".new");
    try {
      ProgramCache.delete(unfinished);
      Files.createDirectory(unfinished);
      account.takeOver(unfinished);
      int code =
          new ProcessBuilder(account.command(initdb(programs, superuser, unfinished)))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start()
              .waitFor();
      if (code != 0) {
        throw new ServerStartException(
            "PostgreSQL can't create its data in %s (initdb ended with %d). %s says why; a full disk is the usual reason."
                .formatted(unfinished, code, log));
      }
      Files.delete(path);
      Files.move(unfinished, path);
    } catch (DirectoryNotEmptyException e) {
      throw new ServerStartException(
          "%s holds files, but no PostgreSQL data. Empty it, or choose another directory."
              .formatted(path),
          e);
    } catch (IOException e) {
      throw new ServerStartException(
          "PostgreSQL can't create its data in %s: %s".formatted(path, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerStartException("Interrupted while PostgreSQL was starting", e);
    }
  }

  private static List<String> initdb(PostgresPrograms programs, String superuser, Path data) {
    return List.of(
        programs.initdb(),
        "--pgdata=" + data,
        "--username=" + superuser,
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8");
  }

  /** Whether the server with that process id has written that it accepts connections. */
  boolean isReady(long pid) {
    List<String> lines = lines();
    return lines.size() >= 8 && parse(lines.get(0)) == pid && lines.get(7).strip().equals("ready");
  }

  private List<String> lines() {
    return read("postmaster.pid").lines().toList();
  }

  private static long parse(String line) {
    try {
      return Long.parseLong(line.strip());
    } catch (NumberFormatException unfinished) {
      return -1;
    }
  }

  private String read(String file) {
    try {
      Path whole = path.resolve(file);
      return Files.exists(whole) ? Files.readString(whole) : "";
    } catch (IOException e) {
      return ""; // it has just been removed
    }
  }
}
