package io.harrier.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Kafka 4.2 as a cluster of one broker without ZooKeeper, in a JVM of its own, which has this JVM's
 * class path. Listens on the loopback interface alone. Topics are never created by using them.
 */
public final class KafkaServer extends ChildServer {
  private static final String NAME = "Kafka";
  private static final Duration PATIENCE_TO_START = Duration.ofSeconds(90);
  private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(20);
  private static final Duration PATIENCE_TO_ANSWER = Duration.ofSeconds(30);

  private final String bootstrapServers;

  private KafkaServer(ServerDirectory home, String bootstrapServers, ChildProcess process) {
    super(NAME, home, process, PATIENCE_TO_STOP);
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts the broker.
   *
   * @param directory created if it doesn't exist
   * @param port 0 for the one this directory had before, or any free one
   * @throws ServerStartException if it can't be started
   */
  public static KafkaServer start(Path directory, int port) {
    return start(directory, port, Optional.empty());
  }

  /**
   * Starts the broker.
   *
   * @param directory created if it doesn't exist
   * @param port 0 for the one this directory had before, or any free one
   * @param relayed where it listens besides, for clients that come by way of something else
   * @throws ServerStartException if it can't be started
   */
  public static KafkaServer start(Path directory, int port, Optional<RelayedListener> relayed) {
    ServerDirectory home = ServerDirectory.open(NAME, directory);
    try {
      Orphan.stop(NAME, home.process(), "TERM");
      int chosen = home.port("broker", port);
      int controller = home.port("controller", 0);
      Path settings = home.path().resolve("server.properties");
      ServerDirectory.write(
          settings, KafkaOptions.broker(home.data(), chosen, controller, relayed));
      KafkaServer server =
          new KafkaServer(home, Ports.LOOPBACK + ":" + chosen, process(home, settings));
      server.awaitReady();
      return server;
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }

  /** A broker that is only just starting. */
  static ChildProcess process(ServerDirectory home, Path settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(KafkaOptions.jvm());
    command.addAll(List.of(BrokerMain.class.getName(), settings.toString()));
    Map<String, String> environment = Map.of("CLASSPATH", classPath());
    return ChildProcess.start(NAME, home, "TERM", command, environment);
  }

  /** This JVM's class path, made absolute because the child runs in another directory. */
  private static String classPath() {
    String separator = System.getProperty("path.separator");
    return Arrays.stream(System.getProperty("java.class.path").split(separator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(separator));
  }

  private void awaitReady() {
    try (Admin admin = admin()) {
      process().awaitReady(() -> answers(admin), PATIENCE_TO_START);
    }
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
            50,
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            200));
  }

  /** A broker that is registered and not fenced is among the nodes. */
  private static boolean answers(Admin admin) {
    try {
      return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException unhealthy) {
      return false;
    }
  }

  /** Host and port, as clients want it. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Creates the topics that don't exist yet; those that exist stay as they are. */
  public void createTopics(TopicSpec... topics) {
    createTopics(Arrays.asList(topics));
  }

  /**
   * Creates the topics that don't exist yet; those that exist stay as they are.
   *
   * @throws IllegalStateException if the broker refuses or doesn't answer
   */
  public void createTopics(Collection<TopicSpec> topics) {
    try (Admin admin = admin()) {
      Map<String, KafkaFuture<Void>> created =
          admin.createTopics(topics.stream().map(KafkaServer::newTopic).toList()).values();
      for (var topic : created.entrySet()) {
        try {
          topic.getValue().get(PATIENCE_TO_ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new IllegalStateException(
                "Kafka at %s refuses to create topic %s: %s"
                    .formatted(bootstrapServers, topic.getKey(), e.getCause().getMessage()),
                e.getCause());
          }
        }
      }
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "Kafka at %s did not create topics within %d s; see %s"
              .formatted(bootstrapServers, PATIENCE_TO_ANSWER.toSeconds(), logFile()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while creating topics", e);
    }
  }

  private static NewTopic newTopic(TopicSpec topic) {
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
        .configs(topic.config());
  }

  @Override
  boolean answers() {
    try (Admin admin = admin()) {
      return answers(admin);
    }
  }
}
