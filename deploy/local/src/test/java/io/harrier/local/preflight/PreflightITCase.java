package io.harrier.local.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.local.preflight.Finding.Level;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.PostgresServer;
import io.harrier.servers.TopicSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that would lose something later. */
class PreflightITCase {

  @Test
  void kafka(@TempDir Path directory) throws InterruptedException {
    try (KafkaServer kafka = KafkaServer.start(directory, 0)) {
      kafka.createTopics(
          new TopicSpec("transactions", 2, Map.of("retention.ms", "1000")),
          new TopicSpec("alerts", 2, Map.of("cleanup.policy", "compact", "retention.ms", "-1")),
          new TopicSpec("reference.releases", 1));

      List<Finding> findings =
          KafkaPreflight.check(kafka.bootstrapServers(), Duration.ofMinutes(10));

      assertProblem(findings, "kafka topics", "missing: decisions");
      assertProblem(findings, "kafka topic transactions", "retention.ms is 1000");
      assertProblem(findings, "kafka topic alerts", "cleanup.policy is compact");
      assertProblem(findings, "kafka topic reference.releases", "cleanup.policy is delete");
      assertThat(findings)
          .filteredOn(finding -> finding.level() == Level.OK)
          .extracting(Finding::check)
          .contains("kafka transaction.max.timeout.ms", "kafka transaction.version");
    }
    assertProblem(
        KafkaPreflight.check("127.0.0.1:1", Duration.ofMinutes(10)), "kafka", "does not answer");
  }

  @Test
  void postgres(@TempDir Path directory) throws SQLException {
    try (PostgresServer postgres = PostgresServer.start(directory, 0)) {
      assertProblem(
          PostgresPreflight.check(postgres.jdbcUrl()), "postgres schema fraud", "is missing");

      FraudSchema.migrate(postgres.dataSource());
      assertThat(PostgresPreflight.check(postgres.jdbcUrl()))
          .isNotEmpty()
          .allMatch(finding -> finding.level() == Level.OK);

      execute(
          postgres,
          "select pg_create_logical_replication_slot('forgotten', 'pgoutput')",
          "alter table fraud.releases replica identity default",
          "alter publication harrier_reference drop table fraud.cdc_heartbeat");
      List<Finding> findings = PostgresPreflight.check(postgres.jdbcUrl());

      assertProblem(findings, "postgres replica identity", "not full of fraud.releases");
      assertProblem(findings, "postgres heartbeat", "not in the publication");
      assertThat(findings)
          .filteredOn(finding -> finding.level() == Level.WARNING)
          .extracting(Finding::check)
          .containsExactly("postgres slot forgotten");
    }
  }

  private static void execute(PostgresServer postgres, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private static void assertProblem(List<Finding> findings, String check, String detail) {
    assertThat(findings)
        .filteredOn(finding -> finding.level() == Level.PROBLEM && finding.check().equals(check))
        .singleElement()
        .satisfies(finding -> assertThat(finding.detail()).contains(detail));
  }
}
