package io.harrier.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system of its own for a directory, so small that it can be filled. */
public final class SmallDisk implements AutoCloseable {
  private static final int BLOCK_BYTES = 64 << 10;
  private static final long POLL_MILLIS = 20;

  private final Path directory;
  private volatile boolean filling;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Whether this user can mount one on this system. */
  public static boolean isPossible(Path temporary) {
    try {
      mount(temporary, 1).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * @param directory created if it is missing; what is in it is out of sight meanwhile
   */
  public static SmallDisk mount(Path directory, int megabytes) throws IOException {
    Files.createDirectories(directory);
    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "harrier", directory.toString());
    return new SmallDisk(directory);
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", List.of(command)) + ": " + said.strip());
    }
  }

  /** Leaves no room, also none that others free meanwhile, until what is waited for is true. */
  public void fillUntil(Condition enough) throws Exception {
    Path filler = directory.resolve("filler");
    filling = true;
    Thread thread = new Thread(() -> fill(filler), "filler");
    thread.start();
    try {
      while (!enough.holds()) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } finally {
      filling = false;
      thread.join();
      Files.delete(filler);
    }
  }

  /** Something to be waited for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  private void fill(Path filler) {
    try (OutputStream out = Files.newOutputStream(filler)) {
      int bytes = BLOCK_BYTES;
      while (filling) {
        try {
          out.write(new byte[bytes]);
        } catch (IOException full) {
          if (bytes > 1) {
            bytes /= 2;
          } else {
            bytes = BLOCK_BYTES;
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the disk can't be filled", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", directory.toString());
  }
}
