package io.harrier.model.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What every version of every format wrote, as files {@code FORMAT/VERSION.properties}: the name of
 * a value, and its bytes in hexadecimal. A line that is kept is never changed.
 */
final class KeptSamples {
  private static final String SUFFIX = ".properties";

  private final Path directory;

  KeptSamples(Path directory) {
    this.directory = directory;
  }

  /** Bytes by the version that wrote them, of one value of a format. */
  SortedMap<String, byte[]> of(String format, String name) {
    SortedMap<String, byte[]> kept = new TreeMap<>();
    versions(format)
        .forEach(
            (version, values) -> {
              if (values.containsKey(name)) {
                kept.put(version, HexFormat.of().parseHex(values.getProperty(name)));
              }
            });
    return kept;
  }

  /** All that is kept of a format, by version. */
  Map<String, Properties> versions(String format) {
    Map<String, Properties> versions = new TreeMap<>();
    Path folder = directory.resolve(format);
    if (!Files.isDirectory(folder)) {
      return versions;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        versions.put(name.substring(0, name.length() - SUFFIX.length()), load(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }

  /** Keeps what today's code writes of a value of which its version has kept nothing. */
  void add(StateSample sample) throws IOException {
    Path file = file(sample);
    Files.createDirectories(file.getParent());
    String line = sample.name() + "=" + HexFormat.of().formatHex(sample.bytes()) + "\n";
    String before = Files.exists(file) ? Files.readString(file) : "";
    Files.writeString(file, before + line);
  }

  Path file(StateSample sample) {
    return directory.resolve(sample.format()).resolve(sample.version() + SUFFIX);
  }

  private static Properties load(Path file) throws IOException {
    Properties values = new Properties();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    }
    return values;
  }
}
