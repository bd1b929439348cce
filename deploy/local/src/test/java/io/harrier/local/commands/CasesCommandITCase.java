package io.harrier.local.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.harrier.alerting.casework.CaseEvent;
import io.harrier.alerting.casework.CaseEventKind;
import io.harrier.alerting.casework.CaseFile;
import io.harrier.alerting.casework.CaseRepository;
import io.harrier.alerting.casework.CaseStatus;
import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.PostgresServer;
import io.harrier.servers.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What an analyst does with a case at a terminal, against PostgreSQL and Redis. */
class CasesCommandITCase {
  @TempDir private static Path folder;
  private static PostgresServer postgres;
  private static RedisServer redis;

  private final DataDirectory directory = new DataDirectory(folder);
  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void start() {
    postgres = PostgresServer.start(folder.resolve("postgres"), 0);
    redis = RedisServer.start(folder.resolve("redis"), 0);
    FraudSchema.migrate(postgres.dataSource());
  }

  @AfterAll
  static void stop() {
    postgres.close();
    redis.close();
  }

  @BeforeEach
  void oneCaseThatStands() throws SQLException {
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("truncate fraud.cases, fraud.case_events");
      statement.execute(
          """
          insert into fraud.cases (case_id, user_id, severity, score, alert_count,
            first_alert_at, last_alert_at)
          values ('c1', 'u1', 'HIGH', 50, 1, '1970-01-01T00:00:01Z', '1970-01-01T00:00:01Z')
          """);
    }
    standing(
        Map.of(
            "caseId", "c1", "caseSeverity", "HIGH", "caseAlertAt", "1000", "caseAlertCount", "1"));
    endpoints(redis.uri());
  }

  private void endpoints(String redisUri) {
    new Endpoints("none", postgres.jdbcUrl(), redisUri, "none").write(directory);
  }

  private static void standing(Map<String, String> fields) {
    try (RedisClient client = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().flushall();
      connection.sync().hset("standing:u1", fields);
    }
  }

  private static String standingCase() {
    try (RedisClient client = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, String> connection = client.connect()) {
      return connection.sync().hget("standing:u1", "caseId");
    }
  }

  private int run(String command) {
    CommandLine line = Commands.all().setExecutionExceptionHandler(CasesCommandITCase::refused);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    return line.execute(("cases " + command + " --data " + folder).split(" ", -1));
  }

  /** As the program reports what it refuses. */
  private static int refused(Exception failure, CommandLine line, ParseResult parsed)
      throws Exception {
    if (failure instanceof CommandFailedException) {
      line.getErr().println(failure.getMessage());
      return 1;
    }
    throw failure;
  }

  private static CaseFile caseFile() {
    return CaseRepository.at(postgres.jdbcUrl(), null, null).show("c1").orElseThrow();
  }

  @Test
  void aCaseIsAssignedClosedAndReopened() {
    assertThat(run("assign c1 --to ann --actor bob")).isZero();
    assertThat(run("close c1 --as fraud --actor ann")).isZero();
    assertThat(standingCase()).isNull();
    assertThat(run("reopen c1 --note wrong --actor carl")).isZero();
    assertThat(standingCase()).isEqualTo("c1");
    assertThat(run("unassign c1 --actor carl")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "Assigned c1 to ann.", "Closed c1 as FRAUD.", "Reopened c1 for ann.", "Unassigned c1.");
    assertThat(caseFile().history())
        .extracting(CaseEvent::kind)
        .containsExactly(
            CaseEventKind.ASSIGNED,
            CaseEventKind.CLOSED,
            CaseEventKind.REOPENED,
            CaseEventKind.UNASSIGNED);
    assertThat(caseFile().history())
        .extracting(CaseEvent::actor)
        .containsExactly("bob", "ann", "carl", "carl");
    assertThat(caseFile().summary().notes()).contains("wrong");
  }

  @Test
  void aChangeThatTheStatusForbidsSaysWhy() {
    assertThat(run("reopen c1")).isEqualTo(1);
    assertThat(run("unassign c1")).isEqualTo(1);
    assertThat(run("close c1 --disposition legitimate")).isZero();
    assertThat(run("assign c1 --to ann")).isEqualTo(1);

    assertThat(out.toString())
        .contains("Case c1 is OPEN. Only a closed case can be reopened.")
        .contains("Case c1 is assigned to nobody.")
        .contains("Case c1 is closed. Reopen it first.");
  }

  @Test
  void anUnknownCaseIsSaidToBeUnknown() {
    for (String change : new String[] {"assign c9 --to ann", "unassign c9", "reopen c9"}) {
      assertThat(run(change)).isEqualTo(1);
    }
    assertThat(out.toString().lines())
        .hasSize(3)
        .allMatch(line -> line.contains("there is no case c9: ./harrier cases list --all"));
  }

  @Test
  void aNoteReplacesTheOneBeforeAndTheHistoryKeepsBoth() {
    assertThat(run("note c1 seen --actor ann")).isZero();
    assertThat(run("close c1 --disposition fraud --actor ann")).isZero();
    assertThat(run("note c1 refunded --actor bob")).isZero();
    assertThat(run("note c1 --actor bob")).isEqualTo(2);
    assertThat(run("note c1  --actor bob")).isEqualTo(2);

    assertThat(out.toString()).contains("Noted on c1.").contains("the note says nothing");
    CaseFile noted = caseFile();
    assertThat(noted.summary().status()).isEqualTo(CaseStatus.CLOSED);
    assertThat(noted.summary().notes()).contains("refunded");
    assertThat(noted.history())
        .extracting(CaseEvent::kind, CaseEvent::actor)
        .containsExactly(
            tuple(CaseEventKind.NOTED, "ann"),
            tuple(CaseEventKind.CLOSED, "ann"),
            tuple(CaseEventKind.NOTED, "bob"));
    assertThat(noted.history().get(0).detail()).contains("seen");
  }

  @Test
  void casesAreListedByWhoHasThem() {
    run("assign c1 --to ann");
    out.getBuffer().setLength(0);

    assertThat(run("list --assignee ann")).isZero();
    assertThat(out.toString()).contains("IN_REVIEW").contains("1 case");
    assertThat(run("list --assignee bob")).isZero();
    assertThat(out.toString()).endsWith("0 cases" + System.lineSeparator());
  }

  @Test
  void whoIsGivenACaseHasAName() {
    assertThat(run("assign c1")).isEqualTo(2);
    assertThat(run("assign c1 --to=")).isEqualTo(2);
    assertThat(caseFile().history()).isEmpty();
  }

  @Test
  void withoutRedisTheChangeStands() {
    endpoints("redis://127.0.0.1:1");

    assertThat(run("close c1 --disposition fraud")).isZero();
    assertThat(run("reopen c1")).isZero();

    assertThat(out.toString())
        .contains("HDEL standing:u1 caseId caseSeverity takes it out")
        .contains("the lookup names case c1 again only after its next alert");
    assertThat(caseFile().summary().closedAt()).isEmpty();
  }
}
