package io.harrier.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.ListEntry;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import io.harrier.model.RiskScore;
import io.harrier.model.SnapshotMark;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class ReferenceDataPipelineITCase {
  @TempDir static Path directory;
  private static PostgresServer postgres;
  private static KafkaServer kafka;
  private static int count;

  private Source source;
  private ReferenceDataSettings settings;

  @BeforeAll
  static void startServers() {
    CompletableFuture<KafkaServer> starting =
        CompletableFuture.supplyAsync(() -> KafkaServer.start(directory.resolve("kafka"), 0));
    postgres = PostgresServer.start(directory.resolve("postgres"), 0);
    kafka = starting.join();
  }

  @AfterAll
  static void stopServers() {
    kafka.close();
    postgres.close();
  }

  @BeforeEach
  void createDatabase(TestInfo test) throws SQLException {
    count++;
    source = Source.create(postgres, "test" + count);
    settings = settings(source, "slot" + count);
  }

  /** Postgres has ten. */
  @AfterEach
  void dropSlots() throws SQLException {
    source.execute(
        "select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active");
  }

  private ReferenceDataSettings settings(Source of, String slot) {
    return settings(of, slot, "lists-" + count);
  }

  private ReferenceDataSettings settings(Source of, String slot, String entityListsTopic) {
    return ReferenceDataSettings.parse(
        "--postgres",
        of.url(),
        "--kafka",
        kafka.bootstrapServers(),
        "--slot",
        slot,
        "--risk-scores-topic",
        "scores-" + count,
        "--releases-topic",
        "releases-" + count,
        "--entity-lists-topic",
        entityListsTopic,
        "--heartbeat",
        "0.2s");
  }

  private static void awaitSnapshot(ReferenceDataPipeline pipeline) throws Exception {
    pipeline.whenSnapshotComplete().get(60, TimeUnit.SECONDS);
  }

  @Test
  void publishesTheTablesAndThenEveryChange() throws Exception {
    source.score("ann", 0.25);
    source.score("bob", 0.5);
    source.release("base", 1, "VALIDATED", new byte[] {1, 2, 3});
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings);
        TopicReader reader = reader(pipeline)) {
      reader.await(reader::hasAllMarks);
      assertThat(pipeline.isSnapshotComplete()).isTrue();
      RiskScore ann = reader.scores().get("ann");
      assertThat(ann.userId()).isEqualTo("ann");
      assertThat(ann.score()).isEqualTo(0.25);
      assertThat(ann.reason()).isEqualTo("because");
      assertThat(ann.version()).isEqualTo(1);
      assertThat(ann.updatedAt())
          .isBetween(System.currentTimeMillis() - 600_000, System.currentTimeMillis() + 600_000);
      SnapshotMark mark = reader.scoresMark();
      assertThat(mark.table()).isEqualTo("fraud.risk_scores");
      assertThat(mark.rows()).isEqualTo(2);
      assertThat(mark.position()).isEqualTo(ann.position()).isPositive();
      assertThat(reader.releasesMark().rows()).isEqualTo(1);
      assertThat(reader.releases().get("base@1").activeFrom()).isEqualTo(PublishedRelease.NEVER);

      source.score("ann", 0.75);
      reader.await(() -> reader.scores().get("ann").score() == 0.75);
      assertThat(reader.scores().get("ann").version()).isGreaterThan(ann.version());
      assertThat(reader.scores().get("ann").position()).isGreaterThan(ann.position());

      source.execute("delete from fraud.risk_scores where user_id = 'bob'");
      reader.await(() -> !reader.scores().containsKey("bob"));

      source.execute("update fraud.risk_scores set user_id = 'anna' where user_id = 'ann'");
      reader.await(() -> reader.scoreOfUser().toString().equals("{anna=0.75}"));

      source.execute("truncate fraud.risk_scores");
      reader.await(() -> reader.scores().isEmpty());
      source.score("cid", 1);
      reader.await(() -> reader.scores().containsKey("cid"));
      assertThat(pipeline.isHealthy()).isTrue();
    }
  }

  @Test
  void publishesTheListsAndThenEveryChange() throws Exception {
    source.execute(
        "insert into fraud.entity_lists (list, kind, value, reason, added_by)"
            + " values ('BLOCK', 'DEVICE', 'd-1', 'stolen', 'ann'),"
            + " ('ALLOW', 'IP_PREFIX', '203.0.113.7/24', null, 'ann')");
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings);
        TopicReader reader = reader(pipeline)) {
      reader.await(reader::hasAllMarks);
      assertThat(reader.entriesMark().table()).isEqualTo("fraud.entity_lists");
      assertThat(reader.entriesMark().rows()).isEqualTo(2);
      assertThat(reader.entries())
          .containsOnlyKeys("BLOCK/DEVICE/d-1", "ALLOW/IP_PREFIX/203.0.113.0/24");
      ListEntry blocked = reader.entries().get("BLOCK/DEVICE/d-1");
      assertThat(blocked.key()).isEqualTo("BLOCK/DEVICE/d-1");
      assertThat(blocked.reason()).isEqualTo("stolen");
      assertThat(blocked.addedBy()).isEqualTo("ann");
      assertThat(blocked.expiresAt()).isEqualTo(ListEntry.NEVER);
      assertThat(blocked.position()).isEqualTo(reader.entriesMark().position());

      source.execute(
          "update fraud.entity_lists set expires_at = '2026-01-02T03:04:05.678Z' where list = 'BLOCK'");
      reader.await(() -> reader.entries().get("BLOCK/DEVICE/d-1").version() > blocked.version());
      assertThat(Instant.ofEpochMilli(reader.entries().get("BLOCK/DEVICE/d-1").expiresAt()))
          .isEqualTo("2026-01-02T03:04:05.678Z");

      source.execute("update fraud.entity_lists set value = '10.0.0.0/8' where list = 'ALLOW'");
      reader.await(() -> reader.entries().containsKey("ALLOW/IP_PREFIX/10.0.0.0/8"));
      assertThat(reader.entries()).doesNotContainKey("ALLOW/IP_PREFIX/203.0.113.0/24");

      source.execute("delete from fraud.entity_lists where kind = 'DEVICE'");
      reader.await(() -> reader.entries().size() == 1);
      source.execute("truncate fraud.entity_lists");
      reader.await(() -> reader.entries().isEmpty());
    }
  }

  @Test
  void readsTheTablesAnewIfATopicIsNew() throws Exception {
    source.score("ann", 0.1);
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings)) {
      awaitSnapshot(pipeline);
    }
    source.execute(
        "insert into fraud.entity_lists (list, kind, value) values ('WATCH', 'USER', 'ann')");
    ReferenceDataSettings withNewTopic =
        settings(source, settings.slot(), "lists-of-an-upgrade-" + count);
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(withNewTopic)) {
      awaitSnapshot(pipeline);
      try (TopicReader reader = new TopicReader(withNewTopic)) {
        reader.await(reader::hasAllMarks);
        reader.await(() -> reader.entries().containsKey("WATCH/USER/ann"));
        assertThat(reader.entriesMark().rows()).isEqualTo(1);
        assertThat(reader.scoreOfUser()).isEqualTo(source.scores());
      }
    }
  }

  @Test
  void marksEmptyTablesToo() throws Exception {
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings);
        TopicReader reader = reader(pipeline)) {
      reader.await(reader::hasAllMarks);
      assertThat(reader.scoresMark().rows()).isZero();
      assertThat(reader.releasesMark().rows()).isZero();
      assertThat(reader.scores()).isEmpty();
      Instant before = Instant.now().minusSeconds(60);
      Awaitility.await().until(() -> pipeline.lastHeartbeat().filter(before::isBefore).isPresent());
    }
  }

  @Test
  void carriesLargeBundlesAlsoWhenOnlyTheStateChanges() throws Exception {
    byte[] bundle = new byte[5 << 20];
    new Random(7).nextBytes(bundle);
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings);
        TopicReader reader = reader(pipeline)) {
      source.release("draft", 1, "DRAFT", null);
      source.release("large", 1, "VALIDATED", bundle);
      reader.await(() -> reader.releases().containsKey("large@1"));
      source.execute(
          "select set_config('harrier.actor', 'bob', false);"
              + " insert into fraud.approvals (release_id, content_hash) values ('large@1', repeat('0', 64))");
      source.execute(
          "update fraud.releases set state = 'CANARY', active_from = '2026-01-02T03:04:05.678Z', canary_percent = 7,"
              + " disabled_rules = '{a-rule,b-rule}', signature = '\\x0102' where name = 'large'");
      reader.await(() -> reader.releases().get("large@1").state() == ReleaseState.CANARY);
      assertThat(reader.releases().get("large@1").bundle()).isEqualTo(bundle);
      assertThat(reader.releases().get("large@1").contentHash()).isEqualTo("0".repeat(64));
      assertThat(Instant.ofEpochMilli(reader.releases().get("large@1").activeFrom()))
          .isEqualTo("2026-01-02T03:04:05.678Z");
      PublishedRelease canary = reader.releases().get("large@1");
      assertThat(canary.canaryPercent()).isEqualTo(7);
      assertThat(canary.disabledRules()).containsExactly("a-rule", "b-rule");
      assertThat(canary.author()).isEqualTo("database:harrier");
      assertThat(canary.approver()).isEqualTo("bob");
      assertThat(canary.signature()).containsExactly(1, 2);
      assertThat(reader.releases()).doesNotContainKey("draft@1");
    }
  }

  @Test
  void continuesAfterAPauseWithoutReadingTheTablesAnew() throws Exception {
    source.score("ann", 0.1);
    source.score("bob", 0.1);
    long firstMark;
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings);
        TopicReader reader = reader(pipeline)) {
      reader.await(reader::hasAllMarks);
      firstMark = reader.scoresMark().completedAt();
    }
    changeAnnBobCid();
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings);
        TopicReader reader = reader(pipeline)) {
      awaitSnapshot(pipeline);
      reader.await(() -> reader.scoreOfUser().toString().equals("{ann=0.2, cid=0.3}"));
      assertThat(reader.scoresMark().completedAt()).isEqualTo(firstMark);
    }
  }

  private void changeAnnBobCid() throws SQLException {
    source.score("ann", 0.2);
    source.score("cid", 0.3);
    source.execute("delete from fraud.risk_scores where user_id = 'bob'");
  }

  @Test
  void readsTheTablesAnewIfTheSlotIsGone() throws Exception {
    source.score("ann", 0.1);
    source.score("bob", 0.1);
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings)) {
      awaitSnapshot(pipeline);
    }
    source.execute("select pg_drop_replication_slot('%s')".formatted(settings.slot()));
    changeAnnBobCid();
    expectEqualAfterNewSnapshot();
  }

  @Test
  void readsTheTablesAnewIfTheSlotWasMadeAgain() throws Exception {
    source.score("ann", 0.1);
    source.score("bob", 0.1);
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings)) {
      awaitSnapshot(pipeline);
    }
    source.execute("select pg_drop_replication_slot('%s')".formatted(settings.slot()));
    changeAnnBobCid();
    source.execute(
        "select pg_create_logical_replication_slot('%s', 'pgoutput')".formatted(settings.slot()));
    expectEqualAfterNewSnapshot();
  }

  private void expectEqualAfterNewSnapshot() throws Exception {
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings);
        TopicReader reader = reader(pipeline)) {
      awaitSnapshot(pipeline);
      reader.await(() -> reader.scoreOfUser().toString().equals("{ann=0.2, cid=0.3}"));
      reader.await(() -> reader.scoresMark().rows() == 2);
      assertThat(reader.deletions()).isEqualTo(1);
    }
    // And the new position is the one that counts from now on.
    source.score("dan", 0.4);
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings);
        TopicReader reader = reader(pipeline)) {
      reader.await(() -> reader.scores().containsKey("dan"));
      assertThat(reader.scoreOfUser()).isEqualTo(source.scores());
    }
  }

  @Test
  void replacesTheContentOfAnotherDatabase() throws Exception {
    source.score("ann", 0.1);
    source.score("ann", 0.2);
    source.score("bob", 0.2);
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings)) {
      awaitSnapshot(pipeline);
    }
    Source other = Source.create(postgres, "other" + count);
    other.score("ann", 0.9); // has a lower version than the row it replaces
    ReferenceDataSettings moved = settings(other, "other_slot" + count);
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(moved);
        TopicReader reader = reader(pipeline)) {
      awaitSnapshot(pipeline);
      reader.await(() -> reader.scoreOfUser().toString().equals("{ann=0.9}"));
    }
  }

  @Test
  void survivesTheEndOfPostgres() throws Exception {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings, failures::add);
        TopicReader reader = reader(pipeline)) {
      awaitSnapshot(pipeline);
      ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
      postgres.close();
      Awaitility.await().until(() -> !failures.isEmpty());
      assertThat(pipeline.isHealthy()).isFalse();
      postgres = PostgresServer.start(directory.resolve("postgres"), 0);
      source.score("ann", 0.5);
      reader.await(() -> reader.scores().containsKey("ann"));
      Awaitility.await().until(pipeline::isHealthy);
    }
  }

  @Test
  void reportsWhatIsMissing() throws Exception {
    source.execute("drop publication harrier_reference");
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    try (ReferenceDataPipeline pipeline = ReferenceDataPipeline.start(settings, failures::add)) {
      Awaitility.await().until(() -> !failures.isEmpty());
      assertThat(failures.peek())
          .isInstanceOf(ReferenceDataException.class)
          .hasMessageContaining("Publication harrier_reference")
          .hasMessageContaining("migrations");
      assertThat(pipeline.failure()).isPresent();
    }
  }

  private TopicReader reader(ReferenceDataPipeline pipeline) throws Exception {
    awaitSnapshot(pipeline);
    return new TopicReader(settings);
  }
}
