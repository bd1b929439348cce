package io.harrier.local.preflight;

import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** Settings of Kafka that exactly-once alerts and reference data depend on. */
public final class KafkaPreflight {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private KafkaPreflight() {}

  /**
   * @param transactionTimeout what the detection job asks for
   */
  public static List<Finding> check(String bootstrapServers, Duration transactionTimeout)
      throws InterruptedException {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis());
    try (Admin admin = Admin.create(settings)) {
      List<Finding> findings = new ArrayList<>();
      Collection<Node> nodes =
          admin.describeCluster().nodes().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      findings.add(
          Finding.ok("kafka", nodes.size() + (nodes.size() == 1 ? " broker" : " brokers")));
      Config broker = brokerConfig(admin, nodes.iterator().next());
      findings.add(
          transactionTimeout(
              transactionTimeout,
              Duration.ofMillis(Long.parseLong(value(broker, "transaction.max.timeout.ms")))));
      findings.add(largestRecord(Long.parseLong(value(broker, "message.max.bytes"))));
      findings.addAll(topics(admin));
      return findings;
    } catch (ExecutionException | TimeoutException e) {
      return List.of(
          Finding.problem(
              "kafka",
              "does not answer at "
                  + bootstrapServers
                  + ": start it, or mend the bootstrap servers ("
                  + e.getMessage()
                  + ")"));
    }
  }

  static Finding transactionTimeout(Duration asked, Duration allowed) {
    String check = "kafka transaction.max.timeout.ms";
    return asked.compareTo(allowed) > 0
        ? Finding.problem(
            check,
            "%d, and the detection job asks for %d: it will not start; raise it on the broker, or lower --transaction-timeout of the job"
                .formatted(allowed.toMillis(), asked.toMillis()))
        : Finding.ok(check, allowed.toMillis() + ", the job asks for " + asked.toMillis());
  }

  static Finding largestRecord(long bytes) {
    long needed = 4L << 20;
    String check = "kafka message.max.bytes";
    return bytes < needed
        ? Finding.problem(
            check,
            "%d: large releases cannot be published; set it to %d or more".formatted(bytes, needed))
        : Finding.ok(check, Long.toString(bytes));
  }

  private static List<Finding> topics(Admin admin) throws InterruptedException, ExecutionException {
    List<String> missing = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Collection<String> existing = admin.listTopics().names().get();
    List<String> wanted = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
    for (String name : wanted) {
      if (!existing.contains(name)) {
        missing.add(name);
      }
    }
    findings.add(
        missing.isEmpty()
            ? Finding.ok("kafka topics", "all " + wanted.size())
            : Finding.problem(
                "kafka topics",
                "missing: "
                    + String.join(", ", missing)
                    + "; create them as docs/contracts/asyncapi.yaml says"));
    List<String> compacted =
        Arrays.stream(Topic.values())
            .filter(topic -> topic.layout() == Topic.Layout.COMPACTED_SINGLE)
            .map(Topic::topicName)
            .filter(existing::contains)
            .toList();
    Map<String, TopicDescription> descriptions =
        admin.describeTopics(compacted).allTopicNames().get();
    Map<ConfigResource, Config> configs =
        admin
            .describeConfigs(
                compacted.stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList())
            .all()
            .get();
    configs.forEach(
        (topic, config) ->
            findings.add(
                compacted(
                    topic.name(),
                    value(config, "cleanup.policy"),
                    descriptions.get(topic.name()).partitions().size())));
    return findings;
  }

  static Finding compacted(String topic, String cleanupPolicy, int partitions) {
    String check = "kafka topic " + topic;
    if (partitions != 1) {
      return Finding.problem(
          check, partitions + " partitions: its order would be lost; recreate it with one");
    }
    return cleanupPolicy.equals("compact")
        ? Finding.ok(check, "compacted, one partition")
        : Finding.problem(
            check,
            "cleanup.policy is "
                + cleanupPolicy
                + ": old reference data would be deleted; set it to compact");
  }

  private static Config brokerConfig(Admin admin, Node node)
      throws InterruptedException, ExecutionException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
    return admin.describeConfigs(List.of(resource)).all().get().get(resource);
  }

  private static String value(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null ? "0" : entry.value();
  }
}
