package io.harrier.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.engine.signature.KeyFile;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.health.FakeFlink;
import io.harrier.registry.ApprovalPolicy;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.PostgresServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What an analyst sees of two releases, one after the other, whose cases are partly closed. */
class RulesShowITCase {
  private static final int TERMINAL = 80;

  @TempDir private static Path root;
  @TempDir private static Path folder;
  private static PostgresServer postgres;
  private static FakeFlink flink;
  private static DataDirectory directory;

  @BeforeAll
  static void twoReleases() throws IOException, SQLException {
    postgres = PostgresServer.start(root.resolve("postgres"), 0);
    FraudSchema.migrate(postgres.dataSource());
    new ApprovalPolicy(postgres.dataSource()).approveAutomatically("trial-platform", "operator");
    flink = new FakeFlink();
    directory = new DataDirectory(root);
    directory.prepare();
    Files.createDirectories(directory.signingKey().getParent());
    KeyFile.writePrivate(directory.signingKey(), KeyFile.generate().getPrivate());
    endpoints(flink.url());
    write("3d", "10m");
    run(0, "rules publish " + folder + " --as ann");
    write("9d", "20m");
    assertThat(run(0, "rules publish " + folder + " --as ann"))
        .contains("r@2 decides transactions from event time")
        .contains("Sequences in the change from r@1")
        .contains("  keep their open matches pair\n  start afresh            slow\n")
        .contains("Features, none of them warm at once for every user");
    flink.inForce("r@2");
    flink.figure("rule.large-payment.evaluations", 1_234_567);
    flink.figure("rule.large-payment.matches", 1_234);
    flink.figure("rule.large-payment.lastMatchAt", 1_772_366_400_000L);
    flink.figure("rule.large-payment.costNanos", 412);
    flink.figure("rule.large-payment.quarantined", 1);
    flink.figure("sequence.pair.openMatches", 17);
    flink.figure("rule.of-another-release.matches", 99);
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(CASES);
      statement.execute(ALERTS);
    }
  }

  @AfterAll
  static void stop() {
    flink.close();
    postgres.close();
  }

  @Test
  void theListSumsUpWhatIsEvaluated() {
    String list = run(0, "rules list");

    assertThat(list)
        .contains("RELEASE  STATE  AUTHOR  APPROVER        ACTIVE FROM\n")
        .containsPattern("r@2 +LIVE +2 +1,234  2026-03-01T12:00:00Z  large-payment  412\n")
        .contains("QUARANTINED: large-payment of r@2");
    assertFits(list);
  }

  @Test
  void eachRuleHasItsHealthAndItsPrecision() {
    String sheet = run(0, "rules show r@2");

    assertThat(sheet)
        .containsPattern(
            "large-payment  1,234,567    1,234  412  2026-03-01 12:00 +QUARANTINED in 1 task\n")
        .containsPattern("pair +0 +0 +-  - +17\n")
        .contains("Alerts of 30 days until 2026-03-01T12:00:00Z")
        .containsPattern("large-payment +1 +29 +2 +3 +3 % +100 %\n")
        .contains("NOISY: large-payment, fraud in 1 of 30 cases; its precision is below 17 %")
        .doesNotContain("of-another-release");
  }

  @Test
  void aReleaseThatIsFollowedSaysByWhich() {
    assertThat(run(0, "rules show r@1")).contains("Health: r@2 decides what comes now");
    assertThat(run(0, "rules show r@1 --own-alerts"))
        .contains("Precision: no alert of any of its rules yet");
  }

  @Test
  void programsGetTheSame() throws IOException {
    JsonNode json = new ObjectMapper().readTree(run(0, "rules show r@2 --json"));

    assertThat(json.at("/evaluation/as").asText()).isEqualTo("LIVE");
    assertThat(json.at("/evaluation/rules/0/matches").asLong()).isEqualTo(1_234);
    assertThat(json.at("/evaluation/rules/0/lastMatchAt").asText())
        .isEqualTo("2026-03-01T12:00:00Z");
    assertThat(json.at("/evaluation/rules/1/lastMatchAt").isNull()).isTrue();
    assertThat(json.at("/precision/rules/0/alerts/legitimate").asLong()).isEqualTo(29);
    assertThat(json.at("/precision/rules/0/noisy").asBoolean()).isTrue();
    assertThat(json.at("/succession/sequences/kept/0").asText()).isEqualTo("pair");
    assertThat(json.at("/succession/features/0/warmAtOnce").asBoolean()).isFalse();

    JsonNode list = new ObjectMapper().readTree(run(0, "rules list --json"));
    assertThat(list.at("/releases/0/releaseId").asText()).isEqualTo("r@2");
    assertThat(list.at("/releases/0/evaluation/rules")).hasSize(2);
    assertThat(list.at("/releases/1/evaluation/as").isNull()).isTrue();
  }

  @Test
  void withoutFlinkTheRestIsShown() {
    endpoints("http://127.0.0.1:1");
    try {
      assertThat(run(0, "rules list"))
          .contains("r@2")
          .contains("No health: Flink at http://127.0.0.1:1 does not answer");
      assertThat(run(0, "rules show r@2"))
          .contains("Health: Flink at http://127.0.0.1:1 does not answer")
          .contains("NOISY: large-payment")
          .contains("History");
    } finally {
      endpoints(flink.url());
    }
  }

  @Test
  void anUnknownReleaseIsSaidToBeUnknown() {
    assertThat(run(1, "rules show r@9")).contains("there is no release r@9");
  }

  private static void assertFits(String printed) {
    assertThat(printed.lines()).allMatch(line -> line.length() <= TERMINAL);
  }

  private static void endpoints(String flinkUrl) {
    new Endpoints("none:1", postgres.jdbcUrl(), "redis://none", flinkUrl).write(directory);
  }

  /** What a command prints. */
  private static String run(int expectedCode, String command) {
    StringWriter printed = new StringWriter();
    PrintWriter writer = new PrintWriter(printed, true);
    CommandLine line = Commands.all();
    line.setOut(writer);
    line.setErr(writer);
    line.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          writer.println(failure.getMessage());
          return 1;
        });
    String[] arguments =
        Stream.concat(
                Arrays.stream(command.split(" ", -1)),
                Stream.of("--data", directory.root().toString()))
            .toArray(String[]::new);
    assertThat(line.execute(arguments)).as(printed.toString()).isEqualTo(expectedCode);
    return printed.toString();
  }

  private static void write(String window, String within) throws IOException {
    Files.writeString(folder.resolve("release.yaml"), "name: r\ndescription: a test\n");
    Files.writeString(
        folder.resolve("features.yaml"),
        "- {name: spent, aggregate: sum, of: amount, window: sliding %s}%n".formatted(window));
    Files.writeString(
        folder.resolve("rules.drl"),
        """
        rule "Large payment"
          @id("large-payment") @severity("HIGH")
        when
          Transaction( amount > 100 )
          Activity( spent > 500 )
        then
          alert( 40, "large" );
          mark( "large" );
        end
        """);
    Files.writeString(
        folder.resolve("patterns.yaml"), sequence("pair", "10m") + sequence("slow", within));
  }

  private static String sequence(String id, String within) {
    return """
        - id: %s
          severity: HIGH
          score: 50
          reason: twice
          within: %s
          steps:
            - {name: first, mark: large}
            - {name: second, followed by: large}
        """
        .formatted(id, within);
  }

  /** 35 cases of the newest days, and one of weeks before. */
  private static final String CASES =
      """
      insert into fraud.cases (case_id, user_id, severity, score, alert_count, first_alert_at,
        last_alert_at, status, disposition)
      select 'c' || n, 'u', 'HIGH', 50, 1, now(), now(),
        case when n between 33 and 35 then 'OPEN' else 'CLOSED' end,
        case when n = 1 or n = 36 then 'FRAUD' when n <= 30 then 'LEGITIMATE'
          when n <= 32 then 'UNDECIDED' end
      from generate_series(1, 36) n
      """;

  private static final String ALERTS =
      """
      insert into fraud.alerts (alert_id, case_id, transaction_id, user_id, kind, rule_id, release,
        severity, score, event_time, detected_at, evidence)
      select 'a' || n, 'c' || n, 't', 'u', 'RULE', 'large-payment', 'r@2', 'HIGH', 50,
        timestamptz '2026-03-01T12:00:00Z' - n * interval '1 hour' * case when n = 36 then 30 else 1 end
          + interval '1 hour',
        now(), '{}'
      from generate_series(1, 36) n
      """;
}
