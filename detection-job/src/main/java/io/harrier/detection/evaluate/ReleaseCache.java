package io.harrier.detection.evaluate;

import io.harrier.engine.bundle.ContentHash;
import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.model.PublishedRelease;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loaded releases, each once for all subtasks of a JVM that decide by it. A release is loaded on a
 * thread of its own, and closed when the last lease on it is.
 */
final class ReleaseCache {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseCache.class);
  private static final ReleaseCache SHARED = new ReleaseCache();

  private final Map<String, Shared> byContent = new HashMap<>();

  /** The one that the tasks of a job share: it belongs to the job's class loader. */
  static ReleaseCache shared() {
    return SHARED;
  }

  /** Starts loading the release unless it is loaded or being loaded. */
  synchronized Lease lease(ReleaseLoader loader, PublishedRelease release) {
    // What the bundle is, not what it is said to be.
    String content = ContentHash.of(release.bundle());
    Shared shared = byContent.get(content);
    if (shared == null) {
      shared = new Shared(release.releaseId(), content);
      byContent.put(content, shared);
      startLoading(loader, release, shared);
    }
    shared.leases++;
    return new Lease(shared);
  }

  /** How many releases are loaded or being loaded. */
  synchronized int size() {
    return byContent.size();
  }

  private static void startLoading(ReleaseLoader loader, PublishedRelease release, Shared shared) {
    start(new Thread(() -> load(loader, release, shared), "load " + release.releaseId()));
  }

  private static void start(Thread thread) {
    thread.setDaemon(true);
    thread.start();
  }

  /** An Error, such as a class that cannot be linked, is a bundle that cannot be loaded too. */
  private static void load(ReleaseLoader loader, PublishedRelease release, Shared shared) {
    try {
      if (!shared.content.equals(release.contentHash())) {
        throw new InvalidBundleException(
            "the bundle's SHA-256 is " + shared.content + ", not " + release.contentHash(), null);
      }
      long started = System.nanoTime();
      ReleaseLoader.Loaded loaded = loader.load(release.bundle());
      long afterLoading = System.nanoTime();
      loaded.warmUp(() -> shared.wanted);
      LOG.info(
          "Release {} loaded in {} ms, warmed up for {} ms",
          release.releaseId(),
          TimeUnit.NANOSECONDS.toMillis(afterLoading - started),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - afterLoading));
      shared.loading.complete(loaded);
    } catch (Throwable e) {
      shared.loading.completeExceptionally(e);
    }
  }

  private synchronized void giveBack(Shared shared) {
    shared.leases--;
    if (shared.leases == 0) {
      byContent.remove(shared.content);
      var unused = shared.loading.thenAccept(ReleaseLoader.Loaded::close);
    }
  }

  /** A claim on a loaded release, for one subtask. */
  final class Lease implements AutoCloseable {
    private final Shared shared;
    private boolean open = true;

    private Lease(Shared shared) {
      this.shared = shared;
    }

    /**
     * The release; waits until it is loaded.
     *
     * @throws CompletionException if it cannot be loaded, with the cause
     */
    ReleaseLoader.Loaded await() {
      return shared.loading.join();
    }

    /** A payment waits: what has been warmed up is warm enough. */
    void hurry() {
      shared.wanted = true;
    }

    /**
     * What is made of the release once it is loaded, on a thread of its own; fails as {@link
     * #await} does.
     */
    <T> CompletableFuture<T> make(Function<ReleaseLoader.Loaded, T> making) {
      return shared.loading.thenApplyAsync(
          making, task -> start(new Thread(task, "prepare " + shared.releaseId)));
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        giveBack(shared);
      }
    }
  }

  private static final class Shared {
    private final String releaseId;
    private final String content;
    private final CompletableFuture<ReleaseLoader.Loaded> loading = new CompletableFuture<>();
    private volatile boolean wanted;
    private int leases;

    Shared(String releaseId, String content) {
      this.releaseId = releaseId;
      this.content = content;
    }
  }
}
