package io.harrier.detection.savepoint;

import io.harrier.detection.state.Formats;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A savepoint as code of an earlier day would have written it, seen from today's code: every format
 * in a version below the one it is in, so that all of state is migrated; and without one of today's
 * states, but with one that nobody declares any more.
 *
 * <p>What is in its first version is lowered to 0, which no format knows: it is read as the first.
 * What is in a later one stays, since its earlier versions look differently.
 */
final class EarlierSavepoint {
  /** Of equal length, so that a file stays a savepoint. */
  private static final String ADDED_SINCE = "reference-offsets";

  private static final String REMOVED_SINCE = "forgotten-offsets";

  private static final int FIRST = 1;

  private EarlierSavepoint() {}

  /** Copies a savepoint to a directory, rewritten. */
  static Path of(Path savepoint, Path copy) throws IOException {
    Files.createDirectories(copy);
    int changed = 0;
    try (Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        for (var format : Formats.all()) {
          changed +=
              replace(bytes, snapshot(format.name(), FIRST), snapshot(format.name(), FIRST - 1));
        }
        changed += replace(bytes, utf8(ADDED_SINCE), utf8(REMOVED_SINCE));
        Files.write(copy.resolve(file.getFileName()), bytes);
      }
    }
    if (changed == 0) {
      throw new IOException("nothing in " + savepoint + " is of a format of the job");
    }
    return copy;
  }

  /** As the snapshot of a serializer is written. */
  private static byte[] snapshot(String format, int version) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(format);
      out.writeInt(version);
    }
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int replace(byte[] bytes, byte[] from, byte[] to) {
    int found = 0;
    for (int at = 0; at + from.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + from.length, from, 0, from.length)) {
        System.arraycopy(to, 0, bytes, at, to.length);
        found++;
      }
    }
    return found;
  }
}
