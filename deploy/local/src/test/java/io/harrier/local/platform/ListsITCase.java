package io.harrier.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.local.commands.Commands;
import io.harrier.local.demo.TopicFeed;
import io.harrier.local.directory.DataDirectory;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.Outcome;
import io.harrier.model.Transaction;
import io.harrier.model.json.AlertJson;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.Topic;
import io.harrier.simulator.sink.TransactionProducer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What somebody writes into a list with SQL decides the transactions that follow. */
class ListsITCase {
  private static final String DEVICE = "d-listed";

  private final Map<String, Decision> decisions = new ConcurrentHashMap<>();
  private final Map<String, Alert> alerts = new ConcurrentHashMap<>();
  private final long start =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600).toEpochMilli();
  @TempDir private Path folder;
  private Platform platform;
  private TopicFeed decisionFeed;
  private TopicFeed alertFeed;
  private TransactionProducer producer;
  private int sent;

  @BeforeEach
  void start() throws InterruptedException {
    platform =
        Platform.start(
            new DataDirectory(folder), PlatformSettings.defaults(), (part, detail, after) -> {});
    String kafka = platform.endpoints().kafka();
    decisionFeed =
        TopicFeed.start(
            kafka,
            Topic.DECISIONS,
            record -> {
              Decision decision = DecisionJson.decode(record.value());
              decisions.put(decision.transactionId(), decision);
            });
    alertFeed =
        TopicFeed.start(
            kafka,
            Topic.ALERTS,
            record -> {
              Alert alert = AlertJson.decode(record.value());
              alerts.put(alert.transactionId(), alert);
            });
    producer = new TransactionProducer(kafka);
  }

  @AfterEach
  void stop() {
    producer.close();
    alertFeed.close();
    decisionFeed.close();
    platform.close();
  }

  @Test
  void aBlockedDeviceIsBlockedUntilTheEntryExpiresOrIsGone() throws Exception {
    assertThat(pay(0).outcome()).isEqualTo(Outcome.ALLOW);

    sql(
        "insert into fraud.entity_lists (list, kind, value, reason) values ('BLOCK', 'DEVICE', '%s', 'stolen')"
            .formatted(DEVICE));
    patiently().until(() -> pay(1).outcome() == Outcome.BLOCK);
    Decision blocked = pay(2);
    assertThat(blocked.outcome()).isEqualTo(Outcome.BLOCK);
    assertThat(blocked.ruleIds()).containsExactly("block-list");
    patiently().until(() -> alerts.containsKey(blocked.transactionId()));
    Alert alert = alerts.get(blocked.transactionId());
    assertThat(alert.reason()).isEqualTo("on the block list: device d-listed (stolen)");
    assertThat(alert.evidence().lists())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.list()).isEqualTo(EntityList.BLOCK);
              assertThat(entry.kind()).isEqualTo(EntityKind.DEVICE);
              assertThat(entry.value()).isEqualTo(DEVICE);
              assertThat(entry.version()).isPositive();
            });

    sql("delete from fraud.entity_lists");
    patiently().until(() -> pay(3).outcome() == Outcome.ALLOW);

    // Half a minute after the start, by the time of the transactions.
    Instant expiry = Instant.ofEpochMilli(start).plusSeconds(30);
    assertThat(
            lists("add", "block", "device", DEVICE, "--expires", expiry.toString(), "--as", "ann"))
        .contains("DEVICE d-listed is on the list BLOCK until " + expiry);
    patiently().until(() -> pay(29).outcome() == Outcome.BLOCK);
    assertThat(pay(30).outcome()).isEqualTo(Outcome.ALLOW);
    assertThat(pay(29).outcome()).isEqualTo(Outcome.BLOCK);
    assertThat(lists("show")).contains("0 entries");
    assertThat(lists("show", "block", "--expired")).contains("d-listed", "ann", "1 entry");

    assertThat(lists("remove", "block", "device", DEVICE)).contains("is off the list BLOCK");
    patiently().until(() -> pay(29).outcome() == Outcome.ALLOW);
  }

  /** Pays at a second after the start; every time somebody else, with the same device. */
  private Decision pay(int second) throws IOException {
    String id = "t-" + ++sent;
    Transaction transaction =
        Transaction.builder(id, "u-" + id, start + Duration.ofSeconds(second).toMillis())
            .amount(300, "EUR")
            .deviceId(DEVICE)
            .build();
    producer.send(
        Topic.TRANSACTIONS.topicName(), transaction.userId(), TransactionJson.encode(transaction));
    producer.flush();
    patiently().until(() -> decisions.containsKey(id));
    return decisions.get(id);
  }

  private String lists(String... arguments) {
    StringWriter printed = new StringWriter();
    List<String> line = new ArrayList<>(List.of("lists"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--data", folder.toString()));
    CommandLine commands = Commands.all();
    commands.setOut(new PrintWriter(printed, true));
    assertThat(commands.execute(line.toArray(String[]::new))).isZero();
    return printed.toString();
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
  }

  private void sql(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(platform.endpoints().postgres());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
