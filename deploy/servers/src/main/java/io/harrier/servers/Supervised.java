package io.harrier.servers;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that is started again, on the same directory, whenever its process dies. */
public final class Supervised<T extends EmbeddedServer> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervised.class);

  /** One that dies soon after its start, or does not start, so often in a row is given up. */
  private static final int ATTEMPTS = 5;

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Supplier<T> start;
  private volatile T current;
  private volatile boolean closed;
  private volatile String failure;
  private long startedAt;
  private int attempts;

  /**
   * Starts the process for the first time.
   *
   * @throws ServerStartException if it can't be started; later failures are {@link #failure}s
   */
  public Supervised(Supplier<T> start) {
    this.start = start;
    begin();
  }

  private synchronized void begin() {
    startedAt = System.nanoTime();
    T process = start.get();
    current = process;
    var unused =
        process
            .onExit()
            .thenAcceptAsync(
                code -> restart(process, code), task -> new Thread(task, "supervise").start());
  }

  /** The process as it runs, or as it ran last. */
  public T current() {
    return current;
  }

  /** Why it was given up, or nothing. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  private synchronized void restart(T ended, int code) {
    if (closed) {
      return;
    }
    String trouble =
        "%s ended with code %d (its log: %s)".formatted(ended.name(), code, ended.logFile());
    LOG.warn("{}", trouble);
    ended.close(); // gives its directory back
    if (System.nanoTime() - startedAt > SOON.toNanos()) {
      attempts = 0;
    }
    while (!closed && attempts < ATTEMPTS) {
      attempts++;
      try {
        begin();
        LOG.info("{} in {} runs again", ended.name(), ended.directory());
        return;
      } catch (ServerStartException e) {
        trouble = e.getMessage();
        LOG.warn("Attempt {} to start {} again failed", attempts, ended.name(), e);
      }
    }
    failure = trouble;
  }

  @Override
  public void close() {
    closed = true;
    stop();
  }

  private synchronized void stop() {
    current.close();
  }
}
