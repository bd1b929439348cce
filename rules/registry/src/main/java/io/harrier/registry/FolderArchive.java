package io.harrier.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A release's folder as one zip: the same files give the same bytes. */
final class FolderArchive {
  /** Uncompressed; what a release holds is text. */
  static final long MAX_BYTES = 16L << 20;

  private FolderArchive() {}

  /**
   * @throws RefusedException if the folder is larger than {@link #MAX_BYTES}
   */
  static byte[] of(Path folder) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      long total = 0;
      for (Path file : files(folder)) {
        total += Files.size(file);
        if (total > MAX_BYTES) {
          throw new RefusedException(
              "%s holds more than %d bytes: a release is rules and tests, no data"
                  .formatted(folder, MAX_BYTES));
        }
        ZipEntry entry = new ZipEntry(nameOf(folder, file));
        // Local time is what a zip stores: a fixed one, the same in every time zone.
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the release's folder " + folder + " cannot be read", e);
    }
    return bytes.toByteArray();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted((a, b) -> nameOf(folder, a).compareTo(nameOf(folder, b)))
          .toList();
    }
  }

  private static String nameOf(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
