package io.harrier.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.engine.signature.KeyFile;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.health.FakeFlink;
import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.CanaryShare;
import io.harrier.model.Decision;
import io.harrier.model.Evidence;
import io.harrier.model.Outcome;
import io.harrier.model.Severity;
import io.harrier.model.json.AlertJson;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.topic.Topic;
import io.harrier.registry.ApprovalPolicy;
import io.harrier.registry.Release;
import io.harrier.registry.ReleaseRegistry;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.PostgresServer;
import io.harrier.servers.TopicSpec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A release in shadow, then in canary, beside the live one: as an analyst sees it. */
class CompareCommandITCase {
  private static final int PERCENT = 30;

  @TempDir private static Path root;
  private static PostgresServer postgres;
  private static KafkaServer kafka;
  private static FakeFlink flink;
  private static DataDirectory directory;

  @TempDir Path folder;
  private final StringWriter printed = new StringWriter();
  private final Instant now = Instant.now();

  @BeforeAll
  static void start() throws Exception {
    postgres = PostgresServer.start(root.resolve("postgres"), 0);
    kafka = KafkaServer.start(root.resolve("kafka"), 0);
    FraudSchema.migrate(postgres.dataSource());
    new ApprovalPolicy(postgres.dataSource()).approveAutomatically("robot", "operator");
    for (Topic topic : List.of(Topic.DECISIONS, Topic.ALERTS, Topic.SHADOW_ALERTS)) {
      kafka.createTopics(new TopicSpec(topic.topicName(), 3, Map.of()));
    }
    directory = new DataDirectory(root);
    directory.prepare();
    Files.createDirectories(directory.signingKey().getParent());
    KeyFile.writePrivate(directory.signingKey(), KeyFile.generate().getPrivate());
    flink = new FakeFlink();
    new Endpoints(kafka.bootstrapServers(), postgres.jdbcUrl(), "redis://none", flink.url())
        .write(directory);
  }

  @AfterAll
  static void stop() {
    flink.close();
    kafka.close();
    postgres.close();
  }

  @Test
  void aShadowAndThenACanary() throws Exception {
    LargePaymentRelease.write(folder, 100);
    run("publish", folder.toString());
    LargePaymentRelease.write(folder, 200);
    run("submit", folder.toString());
    assertThat(run("shadow", "r@2")).contains("./harrier rules compare r@2");
    assertThat(run("compare", "r@2")).contains("no transaction has been decided since event time");

    measured();
    long active = activeFrom("r@2");
    try (KafkaProducer<byte[], byte[]> producer = producer(null);
        KafkaProducer<byte[], byte[]> committing = producer("committed");
        KafkaProducer<byte[], byte[]> open = producer("open")) {
      committing.initTransactions();
      committing.beginTransaction();
      for (int i = 0; i < 60; i++) {
        boolean alerted = i % 3 == 0;
        boolean wouldBe = i % 6 == 0;
        String user = "u-" + i;
        long at = now.minusSeconds(30).toEpochMilli() + i;
        send(producer, decision("r@1", user, active + i, at, alerted));
        if (alerted) {
          send(committing, Topic.ALERTS, alert("r@1", user, active + i, at));
        }
        if (wouldBe) {
          send(producer, Topic.SHADOW_ALERTS, alert("r@2", user, active + i, at));
        }
      }
      committing.commitTransaction();
      // Raised, and not committed: from here on the alerts are not complete.
      long pending = now.minusSeconds(10).toEpochMilli();
      open.initTransactions();
      open.beginTransaction();
      send(open, Topic.ALERTS, alert("r@1", "late", active + 100, pending));
      open.flush();
      send(producer, decision("r@1", "late", active + 100, pending, true));
      send(producer, Topic.SHADOW_ALERTS, alert("r@2", "late", active + 100, pending));
      producer.flush();

      assertThat(run("compare", "r@2"))
          .contains("r@2 in shadow, compared with r@1")
          .contains("60 transactions")
          .contains("10 in both, 0 only here, 10 only there")
          .contains("0 newly alerted, 10 no longer")
          .containsPattern("REVIEW +10 +10 +0")
          .contains("only there, such as");
      JsonNode json = new ObjectMapper().readTree(run("compare", "r@2", "--json"));
      assertThat(json.at("/part/transactions").asInt()).isEqualTo(60);
      assertThat(json.at("/cost/nanos").asLong()).isEqualTo(300);
      assertThat(json.at("/cost/liveNanos").asLong()).isEqualTo(100);
      assertThat(json.at("/cost/quarantined")).isEmpty();
      assertThat(json.at("/outcomes/REVIEW/ALLOW").asInt()).isEqualTo(10);
      assertThat(run("compare", "r@2", "--since", Instant.ofEpochMilli(active + 30).toString()))
          .contains("30 transactions");
      open.abortTransaction();
    }

    assertThat(run("promote", "r@2", "--percent", Integer.toString(PERCENT)))
        .contains("r@2 in shadow, on 60 transactions that r@1 decided:")
        .contains("0 severer, 10 milder")
        .contains("decides for 30 % of the users", "./harrier rules compare r@2");
    canary();
    assertThat(run("promote", "r@2"))
        .containsPattern(
            "r@2 in canary, .*\\n +alerts +0.00 in 10,000 transactions, of all others 3,[0-9]{3}")
        .contains("r@2 decides transactions");
  }

  /** A job goes on to show what it has measured of releases that it no longer evaluates. */
  private static void measured() {
    flink.figure("rule.large-payment.costNanos", 100);
    flink.figure("rule.of-an-earlier-release.costNanos", 70_000);
    flink.figure("shadow.rule.large-payment.costNanos", 300);
    flink.figure("shadow.rule.of-an-earlier-shadow.costNanos", 90_000);
    flink.figure("shadow.rule.of-an-earlier-shadow.quarantined", 1);
  }

  private void canary() {
    long active = activeFrom("r@2");
    int inCanary = 0;
    try (KafkaProducer<byte[], byte[]> producer = producer(null)) {
      for (int i = 0; i < 300; i++) {
        String user = "c-" + i;
        boolean here = CanaryShare.includes(user, PERCENT);
        inCanary += here ? 1 : 0;
        boolean alerted = !here && i % 3 == 0;
        long at = now.minusSeconds(5).toEpochMilli();
        String release = here ? "r@2" : "r@1";
        send(producer, decision(release, user, active + i, at, alerted));
        if (alerted) {
          send(producer, Topic.ALERTS, alert(release, user, active + i, at));
        }
      }
      producer.flush();
    }
    assertThat(run("compare", "r@2"))
        .contains("r@2 in canary for 30 % of the users, compared with r@1 for all others")
        .contains("canary  %d transactions of %d users".formatted(inCanary, inCanary))
        .containsPattern("large-payment +0.00 +3,[0-9]{3} .* fewer");
  }

  private String run(String... arguments) {
    printed.getBuffer().setLength(0);
    PrintWriter writer = new PrintWriter(printed, true);
    CommandLine line = Commands.all();
    line.setOut(writer);
    line.setErr(new PrintWriter(new StringWriter()));
    List<String> all = new ArrayList<>(List.of("rules"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", directory.root().toString()));
    assertThat(line.execute(all.toArray(String[]::new))).as(printed.toString()).isZero();
    return printed.toString();
  }

  private static long activeFrom(String releaseId) {
    Release release = new ReleaseRegistry(postgres.dataSource()).show(releaseId);
    return release.activeFrom().orElseThrow().toEpochMilli();
  }

  private static KafkaProducer<byte[], byte[]> producer(String transactionalId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    if (transactionalId != null) {
      settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    }
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, Decision decision) {
    send(producer, Topic.DECISIONS, decision.userId(), DecisionJson.encode(decision));
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, Topic topic, Alert alert) {
    send(producer, topic, alert.userId(), AlertJson.encode(alert));
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, Topic topic, String key, byte[] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), value));
  }

  private static Decision decision(
      String release, String user, long eventTime, long decidedAt, boolean alerted) {
    return new Decision(
        "d-t-" + user,
        "t-" + user,
        user,
        alerted ? Outcome.REVIEW : Outcome.ALLOW,
        alerted ? 40 : 0,
        alerted ? List.of("large-payment") : List.of(),
        release,
        eventTime,
        decidedAt);
  }

  private static Alert alert(String release, String user, long eventTime, long detectedAt) {
    return new Alert(
        "a-" + user,
        "t-" + user,
        user,
        "case-" + user,
        AlertKind.RULE,
        "large-payment",
        release,
        Severity.HIGH,
        40,
        "large",
        eventTime,
        detectedAt,
        List.of("t-" + user),
        new Evidence(Map.of(), Map.of(), Double.NaN, -1, true));
  }
}
