package io.harrier.local.platform;

import io.harrier.local.CommandFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Starts parts side by side; a part that needs another waits for its future. */
final class Startup implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> new Thread(task, "startup"));
  private final List<Future<?>> begun = new ArrayList<>();
  private final StartupListener listener;
  private final long startedAt = System.nanoTime();

  Startup(StartupListener listener) {
    this.listener = listener;
  }

  /**
   * @param describe what to say of the part when it is ready
   */
  <T> Future<T> begin(String part, Callable<T> start, Function<T, String> describe) {
    Future<T> future =
        threads.submit(
            () -> {
              T result = start.call();
              listener.ready(
                  part, describe.apply(result), Duration.ofNanos(System.nanoTime() - startedAt));
              return result;
            });
    begun.add(future);
    return future;
  }

  /** Waits for a part; its failure is thrown as it was. */
  static <T> T get(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof InterruptedException) {
        throw (InterruptedException) new InterruptedException().initCause(e);
      }
      throw new CommandFailedException("a part could not start: " + e.getCause().getMessage(), e);
    }
  }

  /** Waits until nothing is being started any more, so that all that was can be stopped. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    for (Future<?> future : begun) {
      if (!future.isDone()) {
        threads.shutdownNow();
      }
    }
    threads.shutdown();
    try {
      threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
