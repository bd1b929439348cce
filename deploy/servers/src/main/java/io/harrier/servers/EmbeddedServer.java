package io.harrier.servers;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * A running server, a child process that ends with this JVM whichever way the JVM ends. Its data
 * stays in its directory; starting on that directory again continues with the same data and ports.
 */
public sealed interface EmbeddedServer extends AutoCloseable permits ChildServer {

  /** What people call it, such as {@code PostgreSQL}. */
  String name();

  /** Holds the data, the ports and the log. */
  Path directory();

  /** What the server wrote about itself. */
  Path logFile();

  /** Process id of the server itself. */
  long pid();

  /** Whether the process runs. */
  boolean isAlive();

  /** Whether the server answers a request now; waits for the answer for two seconds at most. */
  boolean isHealthy();

  /** Completes with the exit code when the process has ended, for whatever reason. */
  CompletableFuture<Integer> onExit();

  /** Stops the server in an orderly way and waits for it; closing twice does nothing. */
  @Override
  void close();
}
