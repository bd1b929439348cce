package io.harrier.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How to run PostgreSQL, which refuses to run as root: as the current user, or, if that is root, as
 * somebody who isn't.
 */
enum PostgresAccount {
  /** As whoever runs this JVM. */
  CURRENT_USER(false),
  /** In a user namespace of its own, where root is nobody, yet still owns its files outside. */
  USER_NAMESPACE(false, "unshare", "-U"),
  /** As nobody; containers often forbid user namespaces. May enter directories of root. */
  NOBODY_THAT_ENTERS(
      true,
      "setpriv",
      "--reuid=65534",
      "--regid=65534",
      "--clear-groups",
      "--inh-caps=+dac_override",
      "--ambient-caps=+dac_override"),
  /** As nobody. */
  NOBODY(true, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
  /** As nobody, with a tool that is there even where the others are not. */
  NOBODY_BY_CHROOT(true, "chroot", "--userspec=65534:65534", "/");

  private static final int NOBODYS_ID = 65534;

  private final boolean ownsFiles;
  private final String prefix;

  PostgresAccount(boolean ownsFiles, String... prefix) {
    this.ownsFiles = ownsFiles;
    this.prefix = String.join(" ", prefix);
  }

  /** The ways to try, the best one first. */
  static List<PostgresAccount> candidates() {
    if (!isRoot()) {
      return List.of(CURRENT_USER);
    }
    return List.of(USER_NAMESPACE, NOBODY_THAT_ENTERS, NOBODY, NOBODY_BY_CHROOT);
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /**
   * The first of the candidates that can run the programs and write the directory; the directory
   * belongs to it afterwards.
   *
   * @throws ServerStartException if none can
   */
  static PostgresAccount choose(
      List<PostgresAccount> candidates, PostgresPrograms programs, Path data) {
    List<String> refusals = new ArrayList<>();
    for (PostgresAccount account : candidates) {
      try {
        account.takeOver(data);
        String refusal = account.refusal(programs, data);
        if (refusal == null) {
          return account;
        }
        refusals.add(account + ": " + refusal);
      } catch (IOException e) {
        refusals.add(account + ": " + e);
      }
    }
    throw new ServerStartException(
        ("PostgreSQL can't run on %s as user %s (%s). Use a directory that belongs to this user; as root, allow one of: user"
                + " namespaces, setpriv, chroot --userspec.")
            .formatted(data, System.getProperty("user.name"), String.join("; ", refusals)));
  }

  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>();
    if (!prefix.isEmpty()) {
      whole.addAll(List.of(prefix.split(" ", -1)));
    }
    whole.addAll(command);
    return whole;
  }

  /** Gives the files to the account, where that isn't whoever runs this JVM. */
  void takeOver(Path data) throws IOException {
    if (!ownsFiles) {
      return;
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.toList()) {
        Files.setAttribute(file, "unix:uid", NOBODYS_ID, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", NOBODYS_ID, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private String refusal(PostgresPrograms programs, Path data) throws IOException {
    if (!prefix.isEmpty() && Executables.find(command(List.of()).get(0)).isEmpty()) {
      return "not installed";
    }
    List<String> probe =
        command(
            List.of(
                "sh",
                "-c",
                "test -w \"$1\" -a -x \"$1\" && exec \"$2\" --version",
                "probe",
                data.toString(),
                programs.postgres()));
    Process process = new ProcessBuilder(probe).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      int code = process.waitFor();
      return code == 0 ? null : said.isEmpty() ? "no access" : said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerStartException("Interrupted while PostgreSQL was starting", e);
    }
  }
}
