package io.harrier.local.demo;

import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.DirectoryLock;
import io.harrier.local.flink.FileTree;
import io.harrier.local.platform.Platform;
import io.harrier.registry.ReleaseArtifact;
import java.io.PrintWriter;
import java.nio.file.Path;

/** A demo: where it runs, what it prepares, and how it is shown. */
public final class DemoSession {
  private final DemoSettings settings;
  private final Background<ReleaseArtifact> changed;

  private DemoSession(DemoSettings settings, Background<ReleaseArtifact> changed) {
    this.settings = settings;
    this.changed = changed;
  }

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
    DataDirectory usual = DataDirectory.usual(workingDirectory);
    if (!usual.isCreated()) {
      return usual;
    }
    DataDirectory fresh = usual.demo();
    if (DirectoryLock.holder(fresh).isEmpty()) {
      FileTree.delete(fresh.root());
    }
    return fresh;
  }

  /** Begins a demo with what needs nothing that runs, so that the platform can start meanwhile. */
  public static DemoSession begin(DemoSettings settings) {
    return new DemoSession(settings, Background.run("compile-change", ChangedRelease::compile));
  }

  /**
   * Runs the demo.
   *
   * @param screen whether the terminal can be redrawn
   */
  public DemoReport run(Platform platform, boolean screen, PrintWriter out)
      throws InterruptedException {
    ReleaseArtifact release = changed.get();
    try (Display display = screen ? Display.screen() : Display.lines(out)) {
      return Demo.run(platform, settings, release, display);
    }
  }
}
