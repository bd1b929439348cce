package io.harrier.local.health;

import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/** Whether Kafka answers and has every topic, and no transaction holds back readers for long. */
final class KafkaProbe {
  static final String NAME = "kafka";

  /** Longer than a job that completes checkpoints leaves one open. */
  private static final Duration LONG_OPEN = Duration.ofMinutes(5);

  private static final List<TransactionState> OPEN =
      List.of(
          TransactionState.ONGOING,
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT);

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MOST_NAMED = 3;

  private KafkaProbe() {}

  static PartHealth ask(String bootstrapServers) throws InterruptedException, ExecutionException {
    try (Admin admin = ImpatientAdmin.create(bootstrapServers, PATIENCE)) {
      Set<String> topics = admin.listTopics().names().get();
      List<String> missing =
          Arrays.stream(Topic.values())
              .map(Topic::topicName)
              .filter(name -> !topics.contains(name))
              .toList();
      if (!missing.isEmpty()) {
        return PartHealth.notReady(NAME, "topics missing: " + String.join(", ", missing));
      }
      List<TransactionListing> hanging =
          List.copyOf(
              admin
                  .listTransactions(
                      new ListTransactionsOptions()
                          .filterStates(OPEN)
                          .filterOnDuration(LONG_OPEN.toMillis()))
                  .all()
                  .get());
      return PartHealth.ready(NAME, topics.size() + " topics")
          .withWarnings(warnings(hanging))
          .withFigures(Map.of("transactionsLongOpen", hanging.size()));
    }
  }

  private static List<String> warnings(List<TransactionListing> hanging) {
    return hanging.isEmpty()
        ? List.of()
        : List.of(
            "open for more than %d min, and readers of committed records wait: %s; ./harrier transactions list says whether anybody ends them"
                .formatted(
                    LONG_OPEN.toMinutes(),
                    hanging.stream()
                        .map(TransactionListing::transactionalId)
                        .limit(MOST_NAMED)
                        .collect(Collectors.joining(", "))));
  }
}
