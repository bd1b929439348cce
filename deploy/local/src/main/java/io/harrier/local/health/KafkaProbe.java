package io.harrier.local.health;

import io.harrier.model.topic.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Whether Kafka answers and has every topic. */
final class KafkaProbe {
  static final String NAME = "kafka";

  private KafkaProbe() {}

  static PartHealth ask(String bootstrapServers) throws InterruptedException, ExecutionException {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            2_000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            3_000);
    try (Admin admin = Admin.create(settings)) {
      Set<String> topics = admin.listTopics().names().get();
      List<String> missing =
          Arrays.stream(Topic.values())
              .map(Topic::topicName)
              .filter(name -> !topics.contains(name))
              .toList();
      return missing.isEmpty()
          ? PartHealth.ready(NAME, topics.size() + " topics")
          : PartHealth.notReady(NAME, "topics missing: " + String.join(", ", missing));
    }
  }
}
