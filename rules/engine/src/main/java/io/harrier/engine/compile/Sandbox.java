package io.harrier.engine.compile;

import io.harrier.engine.compile.Isolation.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds out, once, how far this system can isolate a process, by trying: each program is put before
 * the command only if the command can then still read its class path.
 */
final class Sandbox {
  private static final List<String> DIRECTORIES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int NOBODY = 65534;
  private static final List<String> WITHOUT_CAPABILITIES =
      List.of("--no-new-privs", "--inh-caps=-all", "--bounding-set=-all");
  private static final List<String> AS_NOBODY =
      List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  private final List<String> readable;
  private Isolation isolation = Isolation.NONE;
  private List<String> network = List.of();
  private List<String> privileges = List.of();

  /**
   * @param readable files and folders that the process has to read
   */
  Sandbox(List<String> readable) {
    this.readable = List.copyOf(readable);
    program("prlimit").ifPresent(this::tryLimits);
    program("unshare").ifPresent(this::tryNetwork);
    program("setpriv").ifPresent(this::tryPrivileges);
  }

  Isolation isolation() {
    return isolation;
  }

  /** What stands before the command. */
  List<String> prefix(Duration processorTime) {
    List<String> prefix = new ArrayList<>(network);
    if (isolation.limits()) {
      prefix.addAll(
          List.of(
              program("prlimit").orElseThrow(),
              "--cpu=" + processorTime.toSeconds(),
              "--fsize=" + (64 << 20),
              "--nofile=4096",
              "--core=0"));
    }
    prefix.addAll(privileges);
    return prefix;
  }

  /** Lets the process have its directory. */
  void giveDirectory(Path directory) throws IOException {
    if (isolation.privileges() == Privileges.NOBODY) {
      Files.setAttribute(directory, "unix:uid", NOBODY);
      Files.setAttribute(directory, "unix:gid", NOBODY);
    }
  }

  private void tryLimits(String prlimit) {
    isolation = new Isolation(true, false, Privileges.UNCHANGED);
    if (!works()) {
      isolation = Isolation.NONE;
    }
  }

  /** The superuser needs no user namespace; anybody else is the superuser of one. */
  private void tryNetwork(String unshare) {
    Isolation before = isolation;
    isolation = new Isolation(before.limits(), true, before.privileges());
    for (List<String> options :
        List.of(List.of(unshare, "--net"), List.of(unshare, "--map-root-user", "--net"))) {
      network = options;
      if (works()) {
        return;
      }
    }
    network = List.of();
    isolation = before;
  }

  private void tryPrivileges(String setpriv) {
    Isolation before = isolation;
    for (Privileges wanted : List.of(Privileges.NOBODY, Privileges.NO_CAPABILITIES)) {
      List<String> options = new ArrayList<>(List.of(setpriv));
      if (wanted == Privileges.NOBODY) {
        options.addAll(AS_NOBODY);
      }
      options.addAll(WITHOUT_CAPABILITIES);
      privileges = options;
      isolation = new Isolation(before.limits(), before.network(), wanted);
      boolean owner = wanted != Privileges.NOBODY || (network.size() <= 2 && canGiveAway());
      if (owner && works()) {
        return;
      }
    }
    privileges = List.of();
    isolation = before;
  }

  private boolean canGiveAway() {
    try {
      Path probe = Files.createTempDirectory("harrier-probe");
      try {
        giveDirectory(probe);
        return true;
      } finally {
        Files.delete(probe);
      }
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  private boolean works() {
    List<String> command = new ArrayList<>(prefix(Duration.ofSeconds(5)));
    command.addAll(List.of("/bin/sh", "-c", "for f; do test -r \"$f\" || exit 1; done", "sh"));
    command.addAll(readable);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            && process.exitValue() == 0;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<String> program(String name) {
    return DIRECTORIES.stream()
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** The Java program and the class path of this process. */
  static List<String> ownFiles(List<String> classPath) {
    return Stream.concat(Stream.of(java()), classPath.stream()).toList();
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
