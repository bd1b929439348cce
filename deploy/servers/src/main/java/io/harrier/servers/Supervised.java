package io.harrier.servers;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that is started again, on the same directory, whenever its process dies: at once, and
 * after growing pauses where it does not start, or dies soon after. What keeps it from starting,
 * such as a full disk, may be mended meanwhile; what is not mended for long is a {@link #failure}.
 */
public final class Supervised<T extends EmbeddedServer> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervised.class);

  private final Supplier<T> start;
  private final Patience patience;
  private volatile T current;
  private volatile boolean closed;
  private volatile String trouble;
  private volatile String failure;
  private long startedAt;
  private long lastWellAt;
  private Duration pause = Duration.ZERO;

  /**
   * How a server is dealt with that does not stay up.
   *
   * @param shortestPause before the second of several attempts in a row; doubled before each other
   * @param longestPause but not beyond this
   * @param soon a process that dies within this time of its start has not been well
   * @param altogether after which time without being well it is given up
   */
  record Patience(
      Duration shortestPause, Duration longestPause, Duration soon, Duration altogether) {
    static final Patience USUAL =
        new Patience(
            Duration.ofSeconds(1),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofMinutes(10));

    Duration after(Duration pause) {
      if (pause.isZero()) {
        return shortestPause;
      }
      Duration twice = pause.multipliedBy(2);
      return twice.compareTo(longestPause) > 0 ? longestPause : twice;
    }
  }

  /**
   * Starts the process for the first time.
   *
   * @throws ServerStartException if it can't be started; later failures are {@link #trouble}
   */
  public Supervised(Supplier<T> start) {
    this(start, Patience.USUAL);
  }

  Supervised(Supplier<T> start, Patience patience) {
    this.start = start;
    this.patience = patience;
    begin();
    lastWellAt = startedAt;
  }

  private synchronized void begin() {
    startedAt = System.nanoTime();
    T process = start.get();
    current = process;
    trouble = null;
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

  /** Why it does not run now, though it will be started again; or nothing. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Why it was given up, or nothing. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  private synchronized void restart(T ended, int code) {
    if (closed) {
      return;
    }
    trouble("%s ended with code %d (its log: %s)".formatted(ended.name(), code, ended.logFile()));
    ended.close(); // gives its directory back
    if (System.nanoTime() - startedAt > patience.soon().toNanos()) {
      lastWellAt = System.nanoTime();
      pause = Duration.ZERO;
    }
    while (awaitNextAttempt()) {
      try {
        begin();
        LOG.info("{} in {} runs again", ended.name(), ended.directory());
        return;
      } catch (RuntimeException e) {
        trouble(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        LOG.debug("This is where", e);
      }
    }
  }

  private void trouble(String what) {
    trouble = what;
    LOG.warn("{}", what);
  }

  /** Waits as long as is due; false once it is closed or given up. */
  private boolean awaitNextAttempt() {
    long due = System.nanoTime() + pause.toNanos();
    pause = patience.after(pause);
    try {
      for (long left = due - System.nanoTime(); left > 0 && !closed; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = due - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    if (!closed && System.nanoTime() - lastWellAt > patience.altogether().toNanos()) {
      failure = trouble;
    }
    return !closed && failure == null;
  }

  @Override
  public void close() {
    closed = true;
    stop();
  }

  private synchronized void stop() {
    notifyAll();
    current.close();
  }
}
