package io.harrier.servers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JobManager of a standalone Flink cluster, in a JVM of its own. */
public final class JobManagerServer extends ChildServer {
  private static final String NAME = "JobManager";
  private static final Duration PATIENCE_TO_START = Duration.ofSeconds(90);
  private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(20);
  private static final int PATIENCE_TO_ANSWER_MILLIS = 2_000;

  private final URI restUrl;

  private JobManagerServer(ServerDirectory home, URI restUrl, ChildProcess process) {
    super(NAME, home, process, PATIENCE_TO_STOP);
    this.restUrl = restUrl;
  }

  /**
   * Starts the process, and waits until it knows which JobManager leads.
   *
   * @param directory created if it doesn't exist; gets the configuration as {@code
   *     conf/config.yaml}
   * @param restPort 0 for the one this directory had before, or any free one
   * @param main the class that is run, which takes {@code --configDir}
   * @param arguments of it, after that
   * @param configuration Flink's
   * @throws ServerStartException if it can't be started
   */
  public static JobManagerServer start(
      Path directory,
      int restPort,
      FlinkProgram flink,
      String main,
      List<String> arguments,
      Map<String, String> configuration) {
    ServerDirectory home = ServerDirectory.open(NAME, directory);
    try {
      Orphan.stop(NAME, home.process(), "TERM");
      int port = home.port("rest", restPort);
      Map<String, String> complete = new TreeMap<>(configuration);
      complete.put("rest.address", Ports.LOOPBACK);
      complete.put("rest.bind-address", Ports.LOOPBACK);
      complete.put("rest.port", Integer.toString(port));
      complete.put("rest.bind-port", Integer.toString(port));
      ChildProcess process = flink.start(NAME, home, complete, main, arguments);
      URI restUrl = URI.create("http://" + Ports.LOOPBACK + ":" + port);
      JobManagerServer server = new JobManagerServer(home, restUrl, process);
      process.awaitReady(server::answers, PATIENCE_TO_START);
      return server;
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }

  /** Serves the REST API and the web interface, also while another JobManager leads. */
  public URI restUrl() {
    return restUrl;
  }

  /** Only the leader can say what the cluster has; the others ask it. */
  @Override
  boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) restUrl.resolve("/overview").toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_TO_ANSWER_MILLIS);
      connection.setReadTimeout(PATIENCE_TO_ANSWER_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException unhealthy) {
      return false;
    }
  }
}
