package io.harrier.engine.release;

import io.harrier.engine.vocabulary.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a release, within bounds: regular files of known names, small, and few, in the
 * folder itself and in {@code tests}. No link is followed. Files whose name begins with a point are
 * not the release's.
 */
final class ReleaseFolder {
  static final String RELEASE = "release.yaml";
  static final String FEATURES = "features.yaml";
  static final String PATTERNS = "patterns.yaml";
  static final String TESTS = "tests";

  private static final List<String> DOCUMENTS = List.of(RELEASE, FEATURES, PATTERNS);
  private static final List<String> RULES = List.of(".drl", ".csv", ".xlsx");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0," + (Limits.MAX_FILE_NAME_LENGTH - 1) + "}");

  private final Path folder;
  private final Problems problems;
  private final List<String> files = new ArrayList<>();
  private final List<String> tests = new ArrayList<>();
  private long bytesLeft = Limits.MAX_RELEASE_BYTES;

  ReleaseFolder(Path folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** Finds the files; what does not belong into a release is a problem. */
  boolean open() {
    if (!Files.isDirectory(folder)) {
      problems.add(folder.toString(), 0, "there is no such folder");
      return false;
    }
    for (String name : names(folder, "")) {
      if (name.equals(TESTS)) {
        openTests();
      } else if (isAcceptable(name, name)) {
        files.add(name);
      }
    }
    if (files.size() + tests.size() > Limits.MAX_FILES) {
      problems.add(".", 0, "a release has at most " + Limits.MAX_FILES + " files");
      return false;
    }
    return true;
  }

  private void openTests() {
    if (!Files.isDirectory(folder.resolve(TESTS), LinkOption.NOFOLLOW_LINKS)) {
      problems.add(TESTS, 0, "must be a folder of its own, not a link");
      return;
    }
    for (String name : names(folder.resolve(TESTS), TESTS + "/")) {
      String simple = name.substring(TESTS.length() + 1);
      if (!hasEnding(name, ".yaml")) {
        problems.add(name, 0, "a test's name ends in .yaml");
      } else if (isAcceptable(name, simple)) {
        tests.add(name);
      }
    }
  }

  /** Whatever would be overlooked in silence is refused. */
  private boolean isAcceptable(String name, String simple) {
    Path file = folder.resolve(name);
    if (!NAME.matcher(simple).matches()) {
      problems.add(
          name,
          0,
          "a file's name has letters (a-z), digits, points and hyphens, at most "
              + Limits.MAX_FILE_NAME_LENGTH);
    } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      problems.add(name, 0, "a release has no folder but " + TESTS);
    } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      problems.add(name, 0, "must be a file of its own, neither a link nor a folder");
    } else if (hasEnding(name, ".yaml") || hasEnding(name, ".yml")) {
      if (DOCUMENTS.contains(name) || !simple.equals(name)) {
        return true;
      }
      problems.add(name, 0, "a release has no file of this name" + Spelling.hint(name, DOCUMENTS));
    } else if (RULES.stream().anyMatch(ending -> hasEnding(name, ending))) {
      return true;
    } else if (!hasEnding(name, ".md") && !hasEnding(name, ".txt")) {
      problems.add(
          name,
          0,
          "files of this kind are not read; rules are .drl, .csv or .xlsx, notes .md or .txt");
    }
    return false;
  }

  /** Names of the files with this ending, sorted. */
  List<String> named(String ending) {
    return files.stream().filter(name -> hasEnding(name, ending)).toList();
  }

  /** Names of the tests, with their folder, sorted. */
  List<String> tests() {
    return List.copyOf(tests);
  }

  Optional<byte[]> bytes(String name) {
    if (!files.contains(name) && !tests.contains(name)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(Limits.MAX_FILE_BYTES + 1);
      bytesLeft -= bytes.length;
      if (bytes.length > Limits.MAX_FILE_BYTES) {
        problems.add(name, 0, "is larger than " + (Limits.MAX_FILE_BYTES >> 20) + " MiB");
        return Optional.empty();
      }
      if (bytesLeft < 0) {
        problems.add(
            name, 0, "makes the release larger than " + (Limits.MAX_RELEASE_BYTES >> 20) + " MiB");
        return Optional.empty();
      }
      return Optional.of(bytes);
    } catch (IOException e) {
      problems.add(name, 0, "cannot be read: " + e);
      return Optional.empty();
    }
  }

  /** A text in which every character can be seen. */
  Optional<String> text(String name) {
    return bytes(name)
        .flatMap(
            bytes -> {
              try {
                String text =
                    Characters.withoutByteOrderMark(
                        StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
                return Characters.areVisible(name, text, problems)
                    ? Optional.of(text)
                    : Optional.empty();
              } catch (CharacterCodingException e) {
                problems.add(name, 0, "is not UTF-8 text");
                return Optional.empty();
              }
            });
  }

  private List<String> names(Path directory, String prefix) {
    try (Stream<Path> entries = Files.list(directory)) {
      List<String> names =
          entries
              .map(entry -> prefix + entry.getFileName())
              .filter(name -> !name.startsWith(prefix + "."))
              .limit(Limits.MAX_FILES + 1L)
              .sorted()
              .toList();
      if (names.size() > Limits.MAX_FILES) {
        problems.add(
            prefix.isEmpty() ? "." : prefix, 0, "has more than " + Limits.MAX_FILES + " files");
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
