package io.harrier.servers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Programs of the operating system. */
final class Executables {
  private Executables() {}

  /** The program of that name on PATH or in one of the usual places. */
  static Optional<Path> find(String name) {
    Set<String> directories = new LinkedHashSet<>();
    String path = System.getenv("PATH");
    if (path != null) {
      directories.addAll(List.of(path.split(File.pathSeparator)));
    }
    directories.addAll(List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin"));
    return directories.stream()
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * What to put before a command so that it gets a session of its own: Ctrl-C in a terminal goes to
   * every process of the terminal's foreground group, and servers must outlive what uses them.
   * Empty where the operating system has neither of the two ways.
   */
  static List<String> newSession() {
    Optional<Path> setsid = find("setsid");
    if (setsid.isPresent()) {
      return List.of(setsid.get().toString());
    }
    return find("perl")
        .map(perl -> List.of(perl.toString(), "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV"))
        .orElse(List.of());
  }
}
