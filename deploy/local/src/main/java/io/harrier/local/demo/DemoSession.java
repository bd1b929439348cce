package io.harrier.local.demo;

import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.DirectoryLock;
import io.harrier.local.flink.FileTree;
import io.harrier.local.platform.Platform;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Where a demo runs, and how it is shown. */
public final class DemoSession {
  private static final String USUAL = ".harrier";
  private static final String FRESH = ".harrier-demo";

  private DemoSession() {}

  /**
   * Simulated time begins weeks ago, and sessions follow the newest time that was seen: a demo
   * wants a directory that has seen nothing.
   *
   * @param wanted what was asked for, or {@code null}
   */
  public static DataDirectory directory(Path wanted, Path workingDirectory) {
    if (wanted != null) {
      return new DataDirectory(wanted);
    }
    DataDirectory usual = new DataDirectory(workingDirectory.resolve(USUAL));
    if (!usual.isCreated()) {
      return usual;
    }
    DataDirectory fresh = new DataDirectory(workingDirectory.resolve(FRESH));
    if (DirectoryLock.holder(fresh).isEmpty()) {
      FileTree.delete(fresh.root());
    }
    return fresh;
  }

  /**
   * Runs a demo.
   *
   * @param screen whether the terminal can be redrawn
   */
  public static DemoReport run(
      Platform platform, DemoSettings settings, boolean screen, PrintWriter out)
      throws InterruptedException {
    try (Display display = screen ? Display.screen() : Display.lines(out)) {
      return Demo.run(platform, settings, display);
    }
  }
}
