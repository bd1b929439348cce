package io.harrier.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * Where the servers' programs are unpacked, once for each version and user. In the system property
 * {@value #PROPERTY} if it is set, else in {@code $XDG_CACHE_HOME/harrier}, else for root in {@code
 * /var/cache/harrier}, because PostgreSQL may have to run as somebody who can't enter root's home,
 * else in {@code ~/.cache/harrier}, else, where there is no home that can be written, below the
 * directory for temporary files.
 */
final class ProgramCache {
  static final String PROPERTY = "harrier.cache";

  private ProgramCache() {}

  /** Writes a program's files into a directory. */
  interface Unpacking {
    void into(InputStream resource, Path directory) throws IOException;
  }

  /**
   * The directory that holds the unpacked resource.
   *
   * @param name how the directory's name begins
   * @throws ServerStartException if it can't be unpacked
   */
  static Path unpacked(String name, URL resource, Unpacking unpacking) {
    Path cache = root();
    try {
      Path target = cache.resolve("%s-%08x".formatted(name, checksum(resource)));
      if (Files.isDirectory(target)) {
        return target;
      }
      Files.createDirectories(cache);
      Path unfinished = Files.createTempDirectory(cache, name + "-unfinished");
      try (InputStream content = resource.openStream()) {
        unpacking.into(content, unfinished);
      }
      // Created for this user alone; a server may run under another.
      unfinished.toFile().setReadable(true, false);
      unfinished.toFile().setExecutable(true, false);
      if (!unfinished.toFile().renameTo(target.toFile())) {
        delete(unfinished); // somebody else was faster
      }
      if (!Files.isDirectory(target)) {
        throw new IOException("could not be renamed to " + target);
      }
      return target;
    } catch (IOException e) {
      throw new ServerStartException(
          "Can't unpack %s into %s: %s. Set the system property %s to a directory with 100 MiB of space."
              .formatted(name, cache, e, PROPERTY),
          e);
    }
  }

  private static long checksum(URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    if (connection instanceof JarURLConnection jar) {
      return jar.getJarEntry().getCrc();
    }
    CRC32 crc = new CRC32();
    try (InputStream content = new CheckedInputStream(connection.getInputStream(), crc)) {
      content.transferTo(OutputStream.nullOutputStream());
    }
    return crc.getValue();
  }

  private static Path root() {
    String configured = System.getProperty(PROPERTY);
    if (configured != null) {
      return Path.of(configured);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    if (xdg != null && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg, "harrier");
    }
    Path shared = Path.of("/var/cache");
    if (PostgresAccount.isRoot() && Files.isDirectory(shared) && Files.isWritable(shared)) {
      return shared.resolve("harrier");
    }
    Path home = Path.of(System.getProperty("user.home"));
    if (home.isAbsolute() && Files.isDirectory(home) && Files.isWritable(home)) {
      return home.resolve(".cache").resolve("harrier");
    }
    return Path.of(
        System.getProperty("java.io.tmpdir"), "harrier-" + System.getProperty("user.name"));
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
