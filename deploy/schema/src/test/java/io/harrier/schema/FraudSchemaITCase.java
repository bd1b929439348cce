package io.harrier.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.servers.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FraudSchemaITCase {
  @TempDir private static Path directory;
  private static PostgresServer postgres;
  private static int applied;

  @BeforeAll
  static void start() {
    postgres = PostgresServer.start(directory.resolve("postgres"), 0);
    applied = FraudSchema.migrate(postgres.jdbcUrl(), null, null);
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String read(String sql) throws SQLException {
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void migratesOnce() {
    assertThat(applied).isPositive();
    assertThat(FraudSchema.migrate(postgres.dataSource())).isZero();
  }

  @Test
  void needsNoSuperuser() throws SQLException {
    run("create role plain_owner login createrole");
    run("create database plain owner plain_owner");
    String url = postgres.jdbcUrl().replace("/harrier?", "/plain?");

    assertThat(FraudSchema.migrate(url.replace("user=harrier", "user=plain_owner"), null, null))
        .isEqualTo(applied);
  }

  @Test
  void refusesANewerDatabase() throws SQLException {
    run(
        """
        insert into fraud.schema_history
        select 99, '99', 'from the future', type, script, checksum, installed_by, installed_on, 1, true
        from fraud.schema_history where version = '2'
        """);
    try {
      assertThatThrownBy(() -> FraudSchema.migrate(postgres.dataSource()))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("newer Harrier")
          .hasMessageContaining("99 (from the future)");
    } finally {
      run("delete from fraud.schema_history where version = '99'");
    }
  }

  @Test
  void saysWhyADatabaseCannotBeReached() {
    assertThatThrownBy(
            () -> FraudSchema.migrate("jdbc:postgresql://localhost:1/harrier", "me", null))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("localhost:1");
  }

  @Test
  void theVersionOfARiskScoreNeverGoesBack() throws SQLException {
    run("insert into fraud.risk_scores (user_id, score) values ('v', 0.5)");
    long inserted = version();
    run("update fraud.risk_scores set score = 0.6, version = 0 where user_id = 'v'");
    long updated = version();
    run("delete from fraud.risk_scores where user_id = 'v'");
    run("insert into fraud.risk_scores (user_id, score, version) values ('v', 0.7, 1)");

    assertThat(updated).isGreaterThan(inserted);
    assertThat(version()).isGreaterThan(updated);
  }

  private static long version() throws SQLException {
    return Long.parseLong(read("select version from fraud.risk_scores where user_id = 'v'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into fraud.risk_scores (user_id, score) values ('x', 1.5)",
        "insert into fraud.risk_scores (user_id, score) values ('x', 'NaN')",
        "insert into fraud.risk_scores (user_id, score) values ('#x', 0.5)",
        "insert into fraud.risk_scores (user_id, score) values ('', 0.5)",
        "insert into fraud.releases (release_id, name, version, state) values ('a@2', 'a', 1, 'DRAFT')",
        "insert into fraud.releases (release_id, name, version, state) values ('a@1', 'a', 1, 'GONE')",
        "insert into fraud.releases (release_id, name, version, state) values ('a@1', 'a', 1, 'LIVE')",
        "insert into fraud.entity_lists (list, kind, value) values ('GREY', 'USER', 'u')",
        "insert into fraud.entity_lists (list, kind, value) values ('BLOCK', 'CARD', 'u')",
        "insert into fraud.entity_lists (list, kind, value) values ('BLOCK', 'USER', ' ')",
        "insert into fraud.entity_lists (list, kind, value) values ('BLOCK', 'USER', repeat('u', 65))",
        "insert into fraud.entity_lists (list, kind, value) values ('BLOCK', 'DEVICE', repeat('u', 129))",
        "insert into fraud.entity_lists (list, kind, value) values ('BLOCK', 'DEVICE', E'a\\nb')",
        "insert into fraud.entity_lists (list, kind, value) values ('BLOCK', 'COUNTRY', 'UK')",
        "insert into fraud.entity_lists (list, kind, value, expires_at) values ('BLOCK', 'USER', 'u', 'infinity')",
      })
  void refusesWhatCannotBe(String sql) {
    assertThatThrownBy(() -> run(sql)).isInstanceOf(SQLException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "IP_PREFIX, 203.0.113.7, 203.0.113.7/32",
    "IP_PREFIX, 203.0.113.7/24, 203.0.113.0/24",
    "ip_prefix, 2001:0DB8:0:0::1/32, 2001:db8::/32",
    "IP_PREFIX, 2001:db8::1, 2001:db8::1/128",
    "IP_PREFIX, ::ffff:203.0.113.7/120, 203.0.113.0/24",
    "country, fr, FR",
    "Device, ' d-1 ', d-1"
  })
  void anEntryOfAListIsWrittenOneWay(String kind, String value, String normalised)
      throws SQLException {
    run("delete from fraud.entity_lists");
    run(
        "insert into fraud.entity_lists (list, kind, value) values ('block', '%s', '%s')"
            .formatted(kind, value));

    assertThat(read("select list || ' ' || value || ' ' || added_by from fraud.entity_lists"))
        .isEqualTo("BLOCK " + normalised + " database:harrier");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113, no IP address",
    "203.0.113.0/33, no IP address",
    "example.org, no IP address",
    "0.0.0.0/0, too much of the internet",
    "2001::/8, too much of the internet"
  })
  void saysWhyAPrefixIsRefused(String prefix, String reason) {
    assertThatThrownBy(
            () ->
                run(
                    "insert into fraud.entity_lists (list, kind, value) values ('BLOCK', 'IP_PREFIX', '%s')"
                        .formatted(prefix)))
        .hasMessageContaining(reason)
        .hasMessageContaining("Hint:");
  }

  @Test
  void everyCountryThatATransactionCanComeFromCanBeListed() throws SQLException {
    run("delete from fraud.entity_lists");
    for (String country : Locale.getISOCountries()) {
      run(
          "insert into fraud.entity_lists (list, kind, value) values ('WATCH', 'COUNTRY', '%s')"
              .formatted(country));
    }

    assertThat(read("select count(*) from fraud.entity_lists"))
        .isEqualTo(Integer.toString(Locale.getISOCountries().length));
  }

  @Test
  void theVersionOfAnEntryNeverGoesBack() throws SQLException {
    run("delete from fraud.entity_lists");
    run(
        "select set_config('harrier.actor', 'ann', false);"
            + " insert into fraud.entity_lists (list, kind, value) values ('BLOCK', 'USER', 'u')");
    long inserted = entryVersion();
    assertThat(read("select added_by from fraud.entity_lists")).isEqualTo("ann");
    run("update fraud.entity_lists set reason = 'known', version = 0, added_at = now()");
    long updated = entryVersion();
    assertThat(read("select added_at < updated_at from fraud.entity_lists")).isEqualTo("t");
    run("delete from fraud.entity_lists");
    run(
        "insert into fraud.entity_lists (list, kind, value, version) values ('BLOCK', 'USER', 'u', 1)");

    assertThat(updated).isGreaterThan(inserted);
    assertThat(entryVersion()).isGreaterThan(updated);
  }

  private static long entryVersion() throws SQLException {
    return Long.parseLong(read("select version from fraud.entity_lists"));
  }

  @Test
  void theContentOfAReleaseIsFixedOnceItIsNoDraft() throws SQLException {
    run(
        """
        insert into fraud.releases (release_id, name, version, state, content_hash, bundle)
        values ('fixed@1', 'fixed', 1, 'VALIDATED', repeat('a', 64), 'x')
        """);

    run("update fraud.releases set state = 'RETIRED' where release_id = 'fixed@1'");
    assertThatThrownBy(
            () -> run("update fraud.releases set bundle = 'y' where release_id = 'fixed@1'"))
        .hasMessageContaining("publish a new version");
  }

  @Test
  void capturesTheReferenceTablesWhole() throws SQLException {
    assertThat(
            read(
                "select string_agg(tablename, ',' order by tablename) from pg_publication_tables"
                    + " where pubname = '"
                    + FraudSchema.PUBLICATION
                    + "'"))
        .isEqualTo("cdc_heartbeat,entity_lists,releases,risk_scores");
    assertThat(
            read(
                "select string_agg(distinct relreplident::text, '') from pg_class join"
                    + " pg_publication_tables on relname = tablename where schemaname = 'fraud'"))
        .isEqualTo("f");
  }

  @Test
  void anAnalystsChangeRaisesTheRevisionAndACountDoesNot() throws SQLException {
    run(
        """
        insert into fraud.cases (case_id, user_id, severity, score, alert_count, first_alert_at, last_alert_at)
        values ('c', 'u', 'LOW', 1, 1, now(), now())
        """);

    run("update fraud.cases set alert_count = 2 where case_id = 'c'");
    assertThat(read("select revision from fraud.cases where case_id = 'c'")).isEqualTo("0");
    run("update fraud.cases set status = 'CLOSED' where case_id = 'c'");
    assertThat(
            read(
                "select revision || ' ' || (closed_at is not null) from fraud.cases"
                    + " where case_id = 'c'"))
        .isEqualTo("1 true");
  }

  @Test
  void whatIsChangedInACaseIsRecordedWhoeverChangesIt() throws SQLException {
    run(
        """
        insert into fraud.cases (case_id, user_id, severity, score, alert_count, first_alert_at, last_alert_at)
        values ('h', 'u', 'LOW', 1, 1, now(), now())
        """);
    run("update fraud.cases set alert_count = 2, status = status where case_id = 'h'");
    assertThat(history()).isNull();

    run("update fraud.cases set assignee = 'ann', status = 'IN_REVIEW' where case_id = 'h'");
    run("update fraud.cases set status = 'OPEN' where case_id = 'h'");
    run("update fraud.cases set notes = 'odd' where case_id = 'h'");
    run(
        "update fraud.cases set status = 'CLOSED', disposition = 'FRAUD', assignee = null"
            + " where case_id = 'h'");
    run(
        "select set_config('harrier.actor', 'bob', false);"
            + " update fraud.cases set disposition = 'LEGITIMATE' where case_id = 'h';"
            + " update fraud.cases set status = 'OPEN', disposition = null where case_id = 'h'");

    assertThat(history())
        .isEqualTo(
            "ASSIGNED database:harrier,STATUS_CHANGED database:harrier,NOTED database:harrier,"
                + "CLOSED database:harrier,UNASSIGNED database:harrier,"
                + "DISPOSITION_CHANGED bob,REOPENED bob");
    assertThat(read("select detail from fraud.case_events where kind = 'NOTED'"))
        .contains("\"note\": \"odd\"")
        .contains("\"assignee\": \"ann\"");
  }

  private static String history() throws SQLException {
    return read(
        "select string_agg(kind || ' ' || actor, ',' order by at, kind) from fraud.case_events"
            + " where case_id = 'h'");
  }

  @Test
  void whoIsToldToRunACommandIsToldItsOptions() throws SQLException {
    assertThat(functionsThatSay("--actor NAME"))
        .isEqualTo("check_approval,check_rule_switch,guard_release");
    assertThat(functionsThatSay("--as ")).isNull();
  }

  private static String functionsThatSay(String words) throws SQLException {
    return read(
        "select string_agg(proname, ',' order by proname) from pg_proc"
            + " where pronamespace = 'fraud'::regnamespace and position('%s' in prosrc) > 0"
                .formatted(words));
  }

  @Test
  void everyTableSaysWhatItIsFor() throws SQLException {
    assertThat(
            read(
                "select string_agg(relname, ',') from pg_class where relkind = 'r'"
                    + " and relnamespace = 'fraud'::regnamespace and relname <> 'schema_history'"
                    + " and obj_description(oid) is null"))
        .isNull();
  }
}
