package io.harrier.local.preflight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether there is room to work. */
public final class DiskPreflight {
  private static final long GIGABYTE = 1L << 30;
  private static final long COMFORTABLE = 5 * GIGABYTE;

  private DiskPreflight() {}

  public static Finding check(Path directory) {
    try {
      return free(Files.getFileStore(directory).getUsableSpace());
    } catch (IOException e) {
      return Finding.problem("disk", "cannot be asked about " + directory + ": " + e.getMessage());
    }
  }

  static Finding free(long bytes) {
    String megabytes = (bytes >> 20) + " MB free";
    if (bytes < GIGABYTE) {
      return Finding.problem("disk", megabytes + ": servers will stop when it is full; free some");
    }
    return bytes < COMFORTABLE
        ? Finding.warning("disk", megabytes + ": days of traffic need more")
        : Finding.ok("disk", megabytes);
  }
}
