package io.harrier.alerting.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.alerting.AlertFixture;
import io.harrier.alerting.Database;
import io.harrier.alerting.cases.CaseChange;
import io.harrier.alerting.cases.UserCases;
import io.harrier.model.Severity;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseStatementITCase {
  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  @TempDir private static Path directory;
  private static PostgresServer postgres;
  private static Database database;

  @BeforeAll
  static void start() {
    postgres = PostgresServer.start(directory.resolve("postgres"), 0);
    FraudSchema.migrate(postgres.dataSource());
    database = new Database(postgres.dataSource());
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @BeforeEach
  void empty() {
    database.run("truncate fraud.cases, fraud.case_events");
  }

  private static void write(List<CaseChange> changes) throws SQLException {
    CaseStatement statement = new CaseStatement();
    try (Connection connection = postgres.dataSource().getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement.query())) {
      for (CaseChange change : changes) {
        statement.statement(prepared, change);
        prepared.addBatch();
      }
      prepared.executeBatch();
    }
  }

  /** Ten alerts of one case, ever more severe and with ever higher scores. */
  private static List<CaseChange> changes() {
    UserCases cases = new UserCases();
    List<CaseChange> changes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      AlertFixture alert =
          AlertFixture.of("a" + i, "u1")
              .inCase("c1")
              .with(SEVERITIES.get(Math.min(3, i / 2)), i * 10)
              .minutesLater(i % 2 == 0 ? i * 15L : -i);
      changes.add(cases.file(alert.received(), 600_000).change().orElseThrow());
    }
    return changes;
  }

  private static List<String> row() {
    return database.rows(
        """
        select severity, score, alert_count, suppressed_count,
          extract(epoch from last_alert_at - first_alert_at)::int
        from fraud.cases
        """);
  }

  private static List<String> events() {
    return database.rows("select kind, alert_id from fraud.case_events order by alert_id, kind");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyOrderAndAnyRepetitionEndInTheSameCase(long seed) throws SQLException {
    Random random = new Random(seed);
    List<CaseChange> changes = changes();
    write(changes);
    List<String> expectedRow = row();
    List<String> expectedEvents = events();
    empty();

    for (int i = 0; i < 4; i++) {
      List<CaseChange> replayed = new ArrayList<>(changes);
      Collections.shuffle(replayed, random);
      write(i == 0 ? replayed : replayed.subList(0, random.nextInt(10)));
    }

    assertThat(row()).isEqualTo(expectedRow);
    assertThat(row().get(0)).startsWith("CRITICAL 90 10 ");
    assertThat(events()).isEqualTo(expectedEvents);
    assertThat(expectedEvents)
        .containsExactly(
            "OPENED a0", "SEVERITY_RAISED a2", "SEVERITY_RAISED a4", "SEVERITY_RAISED a6");
  }

  @Test
  void aClosedCaseStaysClosedAndAReplayAddsNothing() throws SQLException {
    List<CaseChange> changes = changes();
    write(changes.subList(0, 5));
    database.run(
        "update fraud.cases set status = 'CLOSED', disposition = 'FRAUD', assignee = 'ann', notes = 'n'");

    write(changes.subList(0, 5));
    assertThat(events()).noneMatch(event -> event.startsWith("ALERT_AFTER_CLOSE"));

    write(changes.subList(3, 7));
    write(changes.subList(3, 7));

    assertThat(events())
        .filteredOn(event -> event.startsWith("ALERT_AFTER_CLOSE"))
        .containsExactly("ALERT_AFTER_CLOSE a5", "ALERT_AFTER_CLOSE a6");
    assertThat(
            database.rows(
                "select status, disposition, assignee, notes, revision, alert_count from fraud.cases"))
        .containsExactly("CLOSED FRAUD ann n 1 7");
  }
}
