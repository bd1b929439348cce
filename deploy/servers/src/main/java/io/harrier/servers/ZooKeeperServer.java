package io.harrier.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/**
 * The ZooKeeper that Flink carries, as an ensemble of one: by it JobManagers agree on a leader, and
 * find the jobs of one that died. Listens on the loopback interface alone.
 */
public final class ZooKeeperServer extends ChildServer {
  private static final String NAME = "ZooKeeper";
  private static final String MAIN = "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";
  private static final Duration PATIENCE_TO_START = Duration.ofSeconds(60);
  private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(10);
  private static final int PATIENCE_TO_ANSWER_MILLIS = 2_000;

  private final int port;

  private ZooKeeperServer(ServerDirectory home, int port, ChildProcess process) {
    super(NAME, home, process, PATIENCE_TO_STOP);
    this.port = port;
  }

  /**
   * Starts the server.
   *
   * @param directory created if it doesn't exist
   * @param flink with what Flink's processes are run
   * @throws ServerStartException if it can't be started
   */
  public static ZooKeeperServer start(Path directory, FlinkProgram flink) {
    ServerDirectory home = ServerDirectory.open(NAME, directory);
    try {
      Orphan.stop(NAME, home.process(), "TERM");
      int port = home.port("client", 0);
      Path settings = home.path().resolve("zoo.cfg");
      ServerDirectory.write(settings, settings(home, port));
      Files.writeString(home.data().resolve("myid"), "1");
      ChildProcess process =
          flink.start(
              NAME, home, MAIN, List.of("--zkConfigFile", settings.toString(), "--peerId", "1"));
      ZooKeeperServer server = new ZooKeeperServer(home, port, process);
      process.awaitReady(server::answers, PATIENCE_TO_START);
      return server;
    } catch (IOException e) {
      home.close();
      throw new ServerStartException("%s can't write to %s".formatted(NAME, home.path()), e);
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }

  private static Properties settings(ServerDirectory home, int port) {
    Properties settings = new Properties();
    settings.setProperty("dataDir", home.data().toString());
    settings.setProperty("clientPort", Integer.toString(port));
    settings.setProperty("clientPortAddress", Ports.LOOPBACK);
    settings.setProperty("admin.enableServer", "false");
    settings.setProperty("tickTime", "500");
    settings.setProperty("initLimit", "10");
    settings.setProperty("syncLimit", "5");
    // Leader and jobs are rewritten all the time: without this the logs of years pile up.
    settings.setProperty("autopurge.snapRetainCount", "3");
    settings.setProperty("autopurge.purgeInterval", "1");
    return settings;
  }

  /** Where clients connect, host and port. */
  public String quorum() {
    return Ports.LOOPBACK + ":" + port;
  }

  /** Asks for its statistics, which only a server that serves has. */
  @Override
  boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(Ports.address(port), PATIENCE_TO_ANSWER_MILLIS);
      socket.setSoTimeout(PATIENCE_TO_ANSWER_MILLIS);
      socket.getOutputStream().write("srvr".getBytes(US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), US_ASCII).contains("Mode:");
    } catch (IOException unhealthy) {
      return false;
    }
  }
}
