package io.harrier.local.platform;

import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.DirectoryFormat;
import io.harrier.local.directory.DirectoryLock;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.directory.UpgradeLock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything on one machine.
 *
 * <pre>
 *   PostgreSQL ─► schema ─► release ─┐
 *   Kafka ─► topics ─────────────────┼─► reference data ─┐
 *   Redis ───────────────────────────┤                   ├─► ready
 *   Flink ───────────────────────────┴─► both jobs ──────┘
 * </pre>
 */
public final class Platform implements AutoCloseable {
  private final DataDirectory directory;
  private final DirectoryLock lock;
  private final RunningParts parts;
  private final Endpoints endpoints;
  private final PlatformWatch watch;

  private Platform(
      DataDirectory directory,
      DirectoryLock lock,
      RunningParts parts,
      Endpoints endpoints,
      PlatformWatch watch) {
    this.directory = directory;
    this.lock = lock;
    this.parts = parts;
    this.endpoints = endpoints;
    this.watch = watch;
  }

  /**
   * Starts everything, and returns when it is ready.
   *
   * @throws CommandFailedException if the directory is in use or unusable, or a part cannot start;
   *     what had been started is stopped again
   * @throws InterruptedException if the thread is interrupted; likewise
   */
  public static Platform start(
      DataDirectory directory, PlatformSettings settings, StartupListener listener)
      throws InterruptedException {
    directory.prepare();
    DirectoryLock lock = DirectoryLock.acquire(directory);
    RunningParts parts = new RunningParts();
    boolean started = false;
    try {
      Endpoints.remove(directory);
      DirectoryFormat format = DirectoryFormat.establish(directory, settings.newDirectory());
      Platform platform = start(directory, settings, format, lock, parts, listener);
      platform.endpoints.write(directory);
      started = true;
      return platform;
    } finally {
      if (!started) {
        parts.close();
        lock.close();
      }
    }
  }

  private static Platform start(
      DataDirectory directory,
      PlatformSettings settings,
      DirectoryFormat format,
      DirectoryLock lock,
      RunningParts parts,
      StartupListener listener)
      throws InterruptedException {
    PlatformWatch watch = new PlatformWatch(() -> UpgradeLock.isHeld(directory));
    PlatformStart start = new PlatformStart(directory, settings, format, parts, watch);
    try (Startup startup = new Startup(listener)) {
      return new Platform(directory, lock, parts, start.run(startup), watch);
    }
  }

  public Endpoints endpoints() {
    return endpoints;
  }

  public DataDirectory directory() {
    return directory;
  }

  /**
   * Waits until a part has died for good, and says which and why.
   *
   * @param news told of each part that does not run for a while, and of their return
   */
  public String awaitFailure(Consumer<String> news) throws InterruptedException {
    return watch.awaitFailure(news);
  }

  /** What does not run now, though it is being tried again, a sentence each. */
  public List<String> troubles() {
    return watch.troubles();
  }

  /** Why a part has died for good, or nothing while none has. */
  public Optional<String> failure() throws InterruptedException {
    return watch.failure();
  }

  /** Stops everything: jobs with a last snapshot, then what they use. */
  @Override
  public void close() {
    Endpoints.remove(directory);
    parts.close();
    lock.close();
  }
}
