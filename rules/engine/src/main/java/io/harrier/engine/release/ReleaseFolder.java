package io.harrier.engine.release;

import io.harrier.engine.vocabulary.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a release, within bounds: regular files of known names, small, and few. */
final class ReleaseFolder {
  static final String RELEASE = "release.yaml";
  static final String FEATURES = "features.yaml";
  static final String PATTERNS = "patterns.yaml";
  static final String TESTS = "tests";

  private static final int MAX_FILES = 200;
  private static final long MAX_BYTES = 1 << 20;

  private final Path folder;
  private final Problems problems;

  ReleaseFolder(Path folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  boolean exists() {
    return Files.isDirectory(folder);
  }

  /** Names of the files with this ending, sorted; a name of {@code tests} has its folder. */
  List<String> named(String ending) {
    return names(folder, "").stream().filter(name -> hasEnding(name, ending)).toList();
  }

  List<String> tests() {
    return names(folder.resolve(TESTS), TESTS + "/").stream()
        .filter(name -> hasEnding(name, ".yaml"))
        .toList();
  }

  /** A file whose name is nearly one that a release knows would be overlooked in silence. */
  void refuseUnknownNames() {
    List<String> known = List.of(RELEASE, FEATURES, PATTERNS);
    for (String name : names(folder, "")) {
      if ((hasEnding(name, ".yaml") || hasEnding(name, ".yml")) && !known.contains(name)) {
        problems.add(name, 0, "a release has no file of this name" + Spelling.hint(name, known));
      }
      if (hasEnding(name, ".xls") || hasEnding(name, ".dslr")) {
        problems.add(name, 0, "files of this kind are not read; use .drl, .csv or .xlsx");
      }
    }
    for (String name : names(folder.resolve(TESTS), TESTS + "/")) {
      if (!hasEnding(name, ".yaml")) {
        problems.add(name, 0, "a test's name ends in .yaml");
      }
    }
  }

  Optional<byte[]> bytes(String name) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        problems.add(name, 0, "must be a file of its own, neither a link nor a folder");
        return Optional.empty();
      }
      if (Files.size(file) > MAX_BYTES) {
        problems.add(name, 0, "is larger than 1 MiB");
        return Optional.empty();
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      problems.add(name, 0, "cannot be read: " + e);
      return Optional.empty();
    }
  }

  Optional<String> text(String name) {
    return bytes(name)
        .flatMap(
            bytes -> {
              try {
                return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
              } catch (CharacterCodingException e) {
                problems.add(name, 0, "is not UTF-8 text");
                return Optional.empty();
              }
            });
  }

  private List<String> names(Path directory, String prefix) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<String> names =
          files
              .map(file -> prefix + file.getFileName())
              .filter(name -> !name.startsWith(prefix + "."))
              .limit(MAX_FILES + 1L)
              .sorted()
              .toList();
      if (names.size() > MAX_FILES) {
        problems.add(prefix.isEmpty() ? "." : prefix, 0, "has more than " + MAX_FILES + " files");
        return List.of();
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + directory + " cannot be read", e);
    }
  }

  private static boolean hasEnding(String name, String ending) {
    return name.toLowerCase(Locale.ROOT).endsWith(ending);
  }
}
