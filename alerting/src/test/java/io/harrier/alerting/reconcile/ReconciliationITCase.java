package io.harrier.alerting.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.alerting.AlertFixture;
import io.harrier.alerting.Database;
import io.harrier.alerting.TestTopics;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One topic, which each test leaves worse than it found it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReconciliationITCase {
  @TempDir private static Path directory;
  private static KafkaServer kafka;
  private static PostgresServer postgres;
  private static TestTopics topics;
  private static Database database;

  @BeforeAll
  static void start() {
    kafka = KafkaServer.start(directory.resolve("kafka"), 0);
    postgres = PostgresServer.start(directory.resolve("postgres"), 0);
    FraudSchema.migrate(postgres.dataSource());
    topics = new TestTopics(kafka);
    database = new Database(postgres.dataSource());
    topics.commit(AlertFixture.of("a1", "u1"), AlertFixture.of("a2", "u2"));
    topics.abort(AlertFixture.of("a3", "u1"));
    topics.commit(AlertFixture.of("a4", "u3"));
    topics.abort(AlertFixture.of("a5", "u3"));
  }

  @AfterAll
  static void stop() {
    topics.close();
    postgres.close();
    kafka.close();
  }

  private static void store(String alertId, Integer partition, Long offset) {
    database.run(
        """
        insert into fraud.alerts (alert_id, case_id, transaction_id, user_id, kind, rule_id,
          severity, score, event_time, detected_at, evidence, source_partition, source_offset)
        values (?, 'c', 't', 'u', 'RULE', 'r', 'LOW', 1, now(), now(), '{}', ?, ?)
        """,
        alertId,
        partition,
        offset);
  }

  private static ReconciliationReport reconcile(Duration patience, ReadProgress progress) {
    return Reconciliation.between(kafka.bootstrapServers(), postgres.jdbcUrl(), patience, progress)
        .run();
  }

  private static ReconciliationReport reconcile() {
    return reconcile(Duration.ZERO, ReadProgress.SILENT);
  }

  @Test
  @Order(1)
  void whatIsNotStoredIsLost() {
    ReconciliationReport report = reconcile();

    assertThat(report.topicAlerts()).isEqualTo(3);
    assertThat(report.lost().count()).isEqualTo(3);
    assertThat(report.lost().samples()).containsExactly("a1", "a2", "a4");
    assertThat(report.isSound()).isFalse();
  }

  @Test
  @Order(2)
  void alertsOnTheirWayAreAwaited() {
    List<Long> done = new ArrayList<>();
    AtomicLong total = new AtomicLong();

    // Stored only once the topic has been read, so the first comparison misses them.
    ReconciliationReport report =
        reconcile(
            Duration.ofSeconds(30),
            (read, all) -> {
              done.add(read);
              total.set(all);
              if (read == all && database.count("select count(*) from fraud.alerts") == 0) {
                List.of("a1", "a2", "a4").forEach(id -> store(id, null, null));
              }
            });

    assertThat(report.isSound()).isTrue();
    assertThat(report.storedAlerts()).isEqualTo(3);
    assertThat(done).isSorted().last().isEqualTo(total.get());
  }

  @Test
  @Order(3)
  void anInventedRowIsAPhantom() {
    store("invented", null, null);
    store("aborted", 0, 0L);
    store("beyond", 0, 1_000_000L);

    ReconciliationReport report = reconcile();

    assertThat(report.phantom().count()).isEqualTo(3);
    assertThat(report.phantom().samples()).containsExactly("aborted", "beyond", "invented");
    assertThat(report.lost().count()).isZero();
    database.run("delete from fraud.alerts where alert_id in ('invented', 'aborted', 'beyond')");
  }

  @Test
  @Order(4)
  void anAlertCommittedTwiceIsADuplicate() {
    topics.commit(AlertFixture.of("a1", "u1"), AlertFixture.of("a1", "u1"));

    ReconciliationReport report = reconcile();

    assertThat(report.duplicate().count()).isEqualTo(2);
    assertThat(report.duplicate().samples()).containsExactly("a1", "a1");
    assertThat(report.lost().count()).isZero();
    assertThat(report.phantom().count()).isZero();
  }

  @Test
  @Order(5)
  void whatIsNoAlertIsReported() {
    topics.commitAlertBytes("u1", "{}".getBytes(StandardCharsets.UTF_8));
    topics.commitAlertBytes("u2", null);

    ReconciliationReport report = reconcile();

    assertThat(report.unreadable().count()).isEqualTo(2);
    assertThat(report.unreadable().samples())
        .anySatisfy(place -> assertThat(place).contains("no value"));
  }
}
