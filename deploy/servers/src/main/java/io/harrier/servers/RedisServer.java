package io.harrier.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Redis 6.2. What was written reaches the disk within a second. Listens on the loopback interface
 * alone.
 */
public final class RedisServer extends ChildServer {
  private static final String NAME = "Redis";
  private static final Duration PATIENCE_TO_START = Duration.ofSeconds(30);
  private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(10);
  private static final int PATIENCE_TO_ANSWER_MILLIS = 2_000;

  private final int port;

  private RedisServer(ServerDirectory home, int port, ChildProcess process) {
    super(NAME, home, process, PATIENCE_TO_STOP);
    this.port = port;
  }

  /**
   * Starts the server.
   *
   * @param directory created if it doesn't exist
   * @param port 0 for the one this directory had before, or any free one
   * @throws ServerStartException if it can't be started
   */
  public static RedisServer start(Path directory, int port) {
    ServerDirectory home = ServerDirectory.open(NAME, directory);
    try {
      Orphan.stop(NAME, home.process(), "TERM");
      int chosen = home.port("redis", port);
      Path program = RedisProgram.unpack(Platform.current());
      List<String> command = command(program, home.data(), chosen);
      ChildProcess process = ChildProcess.start(NAME, home, "TERM", command, Map.of());
      RedisServer server = new RedisServer(home, chosen, process);
      process.awaitReady(server::answers, PATIENCE_TO_START);
      return server;
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }

  private static List<String> command(Path program, Path data, int port) {
    return List.of(
        program.toString(),
        "--port",
        Integer.toString(port),
        "--bind",
        Ports.LOOPBACK,
        "--dir",
        data.toString(),
        "--appendonly",
        "yes",
        "--appendfsync",
        "everysec",
        "--save",
        "",
        // Everything in it expires, and what expires first goes first when memory runs out.
        "--maxmemory",
        "512mb",
        "--maxmemory-policy",
        "volatile-ttl");
  }

  /** Where clients connect. */
  public String uri() {
    return "redis://%s:%d".formatted(Ports.LOOPBACK, port);
  }

  public int port() {
    return port;
  }

  /** Sends PING; a server that is still reading its data answers, but not with PONG. */
  @Override
  boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(Ports.address(port), PATIENCE_TO_ANSWER_MILLIS);
      socket.setSoTimeout(PATIENCE_TO_ANSWER_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
      socket.getOutputStream().flush();
      byte[] answer = socket.getInputStream().readNBytes("+PONG".length());
      return new String(answer, US_ASCII).equals("+PONG");
    } catch (IOException unhealthy) {
      return false;
    }
  }
}
