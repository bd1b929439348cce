package io.harrier.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** How a cluster of one broker, which is its own controller, is configured. */
final class KafkaOptions {
  /** Of the largest record: a compiled release has several megabytes. */
  private static final int LARGEST_RECORD_BYTES = 16 << 20;

  private static final long LONGEST_TRANSACTION_MILLIS = Duration.ofDays(7).toMillis();

  private KafkaOptions() {}

  static Properties broker(
      Path data, int port, int controllerPort, Optional<RelayedListener> relayed) {
    Properties properties = new Properties();
    String listener = "PLAINTEXT://%s:%d".formatted(Ports.LOOPBACK, port);
    String listening = listener + relayed.map(RelayedListener::listening).orElse("");
    String advertised = listener + relayed.map(RelayedListener::advertised).orElse("");
    String controller = Ports.LOOPBACK + ":" + controllerPort;
    properties.setProperty("node.id", "1");
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("listeners", listening + ",CONTROLLER://" + controller);
    properties.setProperty("advertised.listeners", advertised);
    properties.setProperty("controller.listener.names", "CONTROLLER");
    properties.setProperty("inter.broker.listener.name", "PLAINTEXT");
    properties.setProperty(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,%s:PLAINTEXT".formatted(RelayedListener.NAME));
    properties.setProperty("controller.quorum.voters", "1@" + controller);
    properties.setProperty("log.dirs", data.toString());
    properties.setProperty("auto.create.topics.enable", "false");

    // One broker: nothing can be replicated, and few partitions of internal topics are enough.
    properties.setProperty("default.replication.factor", "1");
    properties.setProperty("min.insync.replicas", "1");
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("offsets.topic.num.partitions", "4");
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("transaction.state.log.num.partitions", "4");
    // What a checkpoint wrote must still be there to commit when the machine was off for days.
    properties.setProperty("transaction.max.timeout.ms", Long.toString(LONGEST_TRANSACTION_MILLIS));
    properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
    properties.setProperty("share.coordinator.state.topic.min.isr", "1");
    properties.setProperty("share.coordinator.state.topic.num.partitions", "1");

    properties.setProperty("message.max.bytes", Integer.toString(LARGEST_RECORD_BYTES));
    properties.setProperty("replica.fetch.max.bytes", Integer.toString(LARGEST_RECORD_BYTES));

    // Nobody waits for members that aren't there, nor long for the broker that was killed.
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    properties.setProperty("broker.session.timeout.ms", "2000");
    properties.setProperty("broker.heartbeat.interval.ms", "500");

    // Fits a small heap.
    properties.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
    properties.setProperty("num.network.threads", "2");
    properties.setProperty("num.io.threads", "4");
    properties.setProperty("background.threads", "2");
    return properties;
  }

  static List<String> jvm() {
    return List.of(
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.awt.headless=true",
        "-Dlog4j2.configurationFile=classpath:io/harrier/servers/kafka-log4j2.properties");
  }
}
