package io.harrier.local.preflight;

import io.harrier.model.topic.Topic;
import io.harrier.reference.ReferenceDataSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.SupportedVersionRange;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** Settings of Kafka that exactly-once alerts and reference data depend on. */
public final class KafkaPreflight {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Topics of Kafka's own without which a job cannot go on from where it was. */
  private static final List<String> INTERNAL = List.of("__transaction_state", "__consumer_offsets");

  private final Admin admin;
  private final Duration transactionTimeout;

  private KafkaPreflight(Admin admin, Duration transactionTimeout) {
    this.admin = admin;
    this.transactionTimeout = transactionTimeout;
  }

  /**
   * @param transactionTimeout what the detection job asks for: the longest that it may be away
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
      return new KafkaPreflight(admin, transactionTimeout).check();
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

  private List<Finding> check() throws InterruptedException, ExecutionException, TimeoutException {
    Collection<Node> nodes =
        admin.describeCluster().nodes().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    Map<String, String> broker = brokerConfig(nodes.iterator().next());
    List<Finding> findings = new ArrayList<>();
    findings.add(BrokerFindings.brokers(nodes.size()));
    findings.add(
        BrokerFindings.transactionTimeout(
            transactionTimeout, millis(broker, "transaction.max.timeout.ms")));
    findings.add(BrokerFindings.idExpiration(millis(broker, "transactional.id.expiration.ms")));
    findings.add(
        BrokerFindings.largestRecord(
            Long.parseLong(broker.getOrDefault("message.max.bytes", "0"))));
    FeatureMetadata features = admin.describeFeatures().featureMetadata().get();
    findings.add(
        BrokerFindings.transactionVersion(
            Optional.ofNullable(features.finalizedFeatures().get("transaction.version"))
                .map(FinalizedVersionRange::maxVersionLevel)));
    findings.add(
        BrokerFindings.forgottenEnds(
            Optional.ofNullable(features.supportedFeatures().get("metadata.version"))
                .map(SupportedVersionRange::maxVersion)));
    findings.addAll(topics(nodes.size()));
    return findings;
  }

  private List<Finding> topics(int brokers) throws InterruptedException, ExecutionException {
    Set<String> existing =
        admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    List<String> wanted = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
    List<String> missing = wanted.stream().filter(name -> !existing.contains(name)).toList();
    List<Finding> findings = new ArrayList<>();
    findings.add(
        missing.isEmpty()
            ? Finding.ok("kafka topics", "all " + wanted.size())
            : Finding.problem(
                "kafka topics",
                "missing: "
                    + String.join(", ", missing)
                    + "; create them as docs/contracts/asyncapi.yaml says"));
    List<String> looked =
        Stream.of(wanted, List.of(ReferenceDataSettings.DEFAULT_OFFSETS_TOPIC), INTERNAL)
            .flatMap(List::stream)
            .filter(existing::contains)
            .toList();
    for (TopicLayout topic : layouts(looked)) {
      findings.addAll(
          INTERNAL.contains(topic.name())
              ? TopicFindings.ofInternal(topic, brokers)
              : TopicFindings.of(topic, brokers, transactionTimeout));
    }
    return findings;
  }

  private List<TopicLayout> layouts(List<String> names)
      throws InterruptedException, ExecutionException {
    Map<String, TopicDescription> descriptions = admin.describeTopics(names).allTopicNames().get();
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<ConfigResource, Config> configs = admin.describeConfigs(resources).all().get();
    return resources.stream()
        .map(resource -> layout(descriptions.get(resource.name()), values(configs.get(resource))))
        .toList();
  }

  private static TopicLayout layout(TopicDescription description, Map<String, String> config) {
    return new TopicLayout(
        description.name(),
        isCompacted(description.name()),
        description.partitions().size(),
        description.partitions().stream()
            .mapToInt(partition -> partition.replicas().size())
            .min()
            .orElse(0),
        config);
  }

  private static boolean isCompacted(String name) {
    return name.equals(ReferenceDataSettings.DEFAULT_OFFSETS_TOPIC)
        || Arrays.stream(Topic.values())
            .anyMatch(
                topic ->
                    topic.layout() == Topic.Layout.COMPACTED_SINGLE
                        && topic.topicName().equals(name));
  }

  private Map<String, String> brokerConfig(Node node)
      throws InterruptedException, ExecutionException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
    return values(admin.describeConfigs(List.of(resource)).all().get().get(resource));
  }

  private static Map<String, String> values(Config config) {
    return config.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }

  private static Duration millis(Map<String, String> config, String name) {
    return Duration.ofMillis(Long.parseLong(config.getOrDefault(name, "0")));
  }
}
