package io.harrier.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What the servers have in common: a child process, and the directory it works in. */
abstract sealed class ChildServer implements EmbeddedServer
    permits PostgresServer,
        KafkaServer,
        RedisServer,
        ZooKeeperServer,
        JobManagerServer,
        TaskManagerServer {
  private final String name;
  private final ServerDirectory home;
  private final ChildProcess process;
  private final Duration patienceToStop;

  /**
   * @param patienceToStop after which {@link #close()} kills the process
   */
  ChildServer(String name, ServerDirectory home, ChildProcess process, Duration patienceToStop) {
    this.name = name;
    this.home = home;
    this.process = process;
    this.patienceToStop = patienceToStop;
  }

  /** Whether a running server answers a request now, within two seconds. */
  abstract boolean answers();

  final ChildProcess process() {
    return process;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Path directory() {
    return home.path();
  }

  @Override
  public final Path logFile() {
    return home.log();
  }

  @Override
  public final long pid() {
    return process.pid();
  }

  @Override
  public final boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public final boolean isHealthy() {
    return isAlive() && answers();
  }

  @Override
  public final CompletableFuture<Integer> onExit() {
    return process.onExit();
  }

  @Override
  public final void close() {
    process.stop(patienceToStop);
    home.close();
  }
}
