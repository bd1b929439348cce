package io.harrier.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.alerting.casework.CaseFile;
import io.harrier.alerting.casework.CaseRepository;
import io.harrier.alerting.casework.Disposition;
import io.harrier.alerting.reconcile.ReadProgress;
import io.harrier.alerting.reconcile.Reconciliation;
import io.harrier.alerting.reconcile.ReconciliationReport;
import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import io.harrier.model.Severity;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.PostgresServer;
import io.harrier.servers.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a real Flink, between a real Kafka, PostgreSQL and Redis. */
class AlertingJobITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path directory;
  private static KafkaServer kafka;
  private static PostgresServer postgres;
  private static RedisServer redis;
  private static TestTopics topics;
  private static Database database;
  private static CaseRepository cases;

  private JobClient job;

  @BeforeAll
  static void start() {
    kafka = KafkaServer.start(directory.resolve("kafka"), 0);
    postgres = PostgresServer.start(directory.resolve("postgres"), 0);
    redis = RedisServer.start(directory.resolve("redis"), 0);
    FraudSchema.migrate(postgres.dataSource());
    topics = new TestTopics(kafka);
    database = new Database(postgres.dataSource());
    cases = new CaseRepository(postgres.dataSource());
  }

  @AfterAll
  static void stop() {
    topics.close();
    redis.close();
    postgres.close();
    kafka.close();
  }

  @AfterEach
  void cancel() {
    if (job != null) {
      job.cancel().join();
    }
  }

  private static AlertingSettings settings(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--kafka=" + kafka.bootstrapServers(),
                "--postgres=" + postgres.jdbcUrl(),
                "--redis=" + redis.uri(),
                "--checkpoint-interval=200ms",
                "--restart-backoff=1s"));
    arguments.addAll(List.of(more));
    return AlertingSettings.parse(arguments.toArray(String[]::new));
  }

  private void run(AlertingSettings settings, AlertingEndpoints endpoints) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, new Configuration());
    AlertingTopology.define(environment, settings, endpoints);
    job = environment.executeAsync(AlertingJob.NAME);
  }

  private void run() throws Exception {
    AlertingSettings settings = settings();
    run(settings, AlertingEndpoints.of(settings));
  }

  private static void awaitAlerts(String users, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        database.count(
                            "select count(*) from fraud.alerts where user_id like ?", users))
                    .isEqualTo(count));
  }

  private static void awaitAlertCount(String caseId, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        database.rows(
                            "select alert_count from fraud.cases where case_id = ?", caseId))
                    .containsExactly(Integer.toString(count)));
  }

  private static ReconciliationReport reconcile() {
    return Reconciliation.between(
            kafka.bootstrapServers(),
            postgres.jdbcUrl(),
            Duration.ofSeconds(30),
            ReadProgress.SILENT)
        .run();
  }

  @Test
  void filesCommittedAlertsAndLeavesAnalystsAlone() throws Exception {
    AlertFixture first = AlertFixture.of("f1", "file-u1").with(Severity.MEDIUM, 40);
    topics.commit(first, AlertFixture.of("f2", "file-u1").minutesLater(3));
    topics.abort(AlertFixture.of("f-aborted", "file-u1").by("velocity"));
    topics.commitAlertBytes("file-u1", "{\"no\":1}".getBytes(StandardCharsets.UTF_8));
    run();
    awaitAlertCount("case-file-u1", 2);

    CaseFile file = cases.show("case-file-u1").orElseThrow();
    assertThat(file.summary().suppressedCount()).isEqualTo(1);
    assertThat(file.history()).extracting(event -> event.kind().name()).containsExactly("OPENED");
    cases.close(file.summary(), Disposition.LEGITIMATE, Optional.of("known merchant"), "ann");
    topics.commit(
        AlertFixture.of("f3", "file-u1").by("velocity").with(Severity.HIGH, 80).minutesLater(30));
    awaitAlertCount("case-file-u1", 3);

    CaseFile after = cases.show("case-file-u1").orElseThrow();
    assertThat(after.summary().status().name()).isEqualTo("CLOSED");
    assertThat(after.summary().disposition()).contains(Disposition.LEGITIMATE);
    assertThat(after.summary().notes()).contains("known merchant");
    assertThat(after.summary().severity()).isEqualTo(Severity.HIGH);
    assertThat(after.summary().score()).isEqualTo(80);
    assertThat(after.history())
        .extracting(event -> event.kind().name())
        .contains("OPENED", "CLOSED", "SEVERITY_RAISED", "ALERT_AFTER_CLOSE");
    assertThat(after.alerts())
        .extracting(alert -> alert.alertId())
        .containsExactly("f1", "f2", "f3");
    assertThat(after.alerts())
        .extracting(alert -> alert.suppressed())
        .containsExactly(false, true, false);
    assertThat(after.alerts().get(0).transactionIds()).containsExactly("tx-0", "tx-f1");
    assertThat(
            database.rows(
                """
                select kind, release, score, reason, event_time = to_timestamp(?),
                  detected_at - event_time, evidence ->> 'warm', evidence -> 'risk' ->> 'version',
                  evidence -> 'features' ->> 'sum_1d'
                from fraud.alerts where alert_id = 'f1'
                """,
                first.eventTime() / 1000.0))
        .containsExactly("RULE base@1 40 amount over 220 t 00:00:00.005 true 3 12.50");
  }

  @Test
  void aFailureInTheMiddleLeavesExactCounts() throws Exception {
    int users = 20;
    int alertsEach = 50;
    AlertingSettings settings = settings("--suppression=10min", "--batch-size=7");
    AlertingEndpoints real = AlertingEndpoints.of(settings);
    FailingOnce.RECORDS.set(0);
    run(
        settings,
        new AlertingEndpoints(
            real.alerts(),
            real.decisions(),
            new FailingOnce<>(real.storedAlerts(), 400),
            real.cases(),
            real.caseStandings(),
            real.decisionStandings(),
            real.notices()));
    for (int round = 0; round < alertsEach; round++) {
      List<AlertFixture> alerts = new ArrayList<>();
      for (int user = 0; user < users; user++) {
        alerts.add(
            AlertFixture.of("x" + user + "-" + round, "exact-u" + user).minutesLater(round * 4L));
      }
      topics.commit(alerts);
    }
    awaitAlerts("exact-u%", users * alertsEach);

    assertThat(FailingOnce.RECORDS).hasValueGreaterThan(users * alertsEach);
    for (int user = 0; user < users; user++) {
      awaitAlertCount("case-exact-u" + user, alertsEach);
    }
    // Of alerts every 4 minutes one in three is not suppressed: at 0, 12, 24 ...
    int unsuppressed = (alertsEach + 2) / 3;
    assertThat(
            database.rows(
                """
                select distinct suppressed_count, extract(epoch from last_alert_at - first_alert_at)::int
                from fraud.cases where user_id like 'exact-u%'
                """))
        .containsExactly((alertsEach - unsuppressed) + " " + (alertsEach - 1) * 240);
    assertThat(
            database.count(
                "select count(*) from fraud.alerts where user_id like 'exact-u%' and not suppressed"))
        .isEqualTo((long) users * unsuppressed);
    assertThat(
            database.count(
                "select count(*) from fraud.case_events where case_id like 'case-exact-u%'"))
        .isEqualTo(users);
    ReconciliationReport report = reconcile();
    assertThat(report.lost().samples()).isEmpty();
    assertThat(report.duplicate().samples()).isEmpty();
    assertThat(report.phantom().samples()).isEmpty();
  }

  @Test
  void postgresAwayLosesNothing() throws Exception {
    run();
    topics.commit(AlertFixture.of("p1", "away-u1"));
    awaitAlertCount("case-away-u1", 1);

    postgres.close();
    topics.commit(AlertFixture.of("p2", "away-u1").minutesLater(20));
    postgres = PostgresServer.start(directory.resolve("postgres"), 0);
    database = new Database(postgres.dataSource());
    cases = new CaseRepository(postgres.dataSource());
    topics.commit(AlertFixture.of("p3", "away-u1").minutesLater(40));

    awaitAlertCount("case-away-u1", 3);
  }

  @Test
  void redisKnowsWhereAUserStandsAndMayComeBackEmpty() throws Exception {
    run();
    topics.commit(AlertFixture.of("s1", "stand-u1").with(Severity.HIGH, 70));
    topics.commitDecisions(decision("stand-u1", Outcome.BLOCK, 1000));
    awaitStanding("stand-u1", Map.of("outcome", "BLOCK", "caseId", "case-stand-u1"));

    int port = redis.port();
    redis.close();
    topics.commit(AlertFixture.of("s2", "stand-u1").minutesLater(20));
    awaitAlertCount("case-stand-u1", 2);
    redis = RedisServer.start(directory.resolve("empty-redis"), port);
    topics.commitDecisions(decision("stand-u1", Outcome.ALLOW, 2000));

    awaitStanding(
        "stand-u1", Map.of("outcome", "ALLOW", "caseId", "case-stand-u1", "caseAlertCount", "2"));
  }

  private static Decision decision(String userId, Outcome outcome, long decidedAt) {
    return new Decision(
        "d" + decidedAt, "t" + decidedAt, userId, outcome, 50, List.of(), "base@1", 1, decidedAt);
  }

  private static void awaitStanding(String userId, Map<String, String> fields) {
    RedisClient client = RedisClient.create(redis.uri());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(connection.sync().hgetall("standing:" + userId))
                      .containsAllEntriesOf(fields));
    } finally {
      client.shutdown();
    }
  }
}
