package io.harrier.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.registry.Approvals;
import io.harrier.registry.ReleaseRegistry;
import io.harrier.registry.RuleSwitches;
import io.harrier.registry.TestDatabase;
import io.harrier.registry.TestReleases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogITCase {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir static Path directory;
  private static TestDatabase database;

  @TempDir Path folder;
  private AuditLog audit;

  @BeforeAll
  static void start() {
    database = TestDatabase.start(directory);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  /** Ten steps or so of two releases. */
  @BeforeEach
  void work() throws Exception {
    database.empty();
    audit = new AuditLog(database.dataSource());
    ReleaseRegistry registry = database.registry(NOW);
    registry.store(TestReleases.artifact(folder, "r", 100), "ann");
    new Approvals(database.dataSource()).approve("r@1", "bób", Optional.of("\"seen\" ✓"));
    registry.promote("r@1", "ann", Optional.empty());
    registry.store(TestReleases.artifact(folder, "r", 200), "ann");
    registry.shadow("r@2", "carl");
    RuleSwitches switches = new RuleSwitches(database.dataSource());
    switches.disable("r@1", "large-payment", "dora", Optional.of("too noisy"));
    switches.requestEnable("r@1", "large-payment", "dora", Optional.empty());
    switches.approveEnable("r@1", "large-payment", "ann", Optional.empty());
    registry.retire("r@2", "ann");
  }

  @Test
  void recordsEveryStepAndWhoTookIt() {
    assertThat(audit.list(100))
        .extracting(entry -> entry.action() + " " + entry.actor())
        .containsExactly(
            "STORED ann",
            "APPROVED bób",
            "LIVE ann",
            "STORED ann",
            "SHADOW carl",
            "RULE_DISABLED dora",
            "RULE_ENABLE_REQUESTED dora",
            "RULE_ENABLED ann",
            "RETIRED ann");
    assertThat(audit.list(2))
        .extracting(AuditRecord::action)
        .containsExactly("RULE_ENABLED", "RETIRED");
    assertThat(audit.of("r@2"))
        .extracting(AuditRecord::action)
        .containsExactly("STORED", "SHADOW", "RETIRED");
    assertThat(audit.of("r@1").get(2).detail())
        .contains("\"state\": [\"VALIDATED\", \"LIVE\"]")
        .contains("\"approver\": [null, \"bób\"]");
    AuditVerification verification = audit.verify(Optional.empty());
    assertThat(verification.breaks()).isEmpty();
    assertThat(verification.records()).isEqualTo(9);
  }

  @Test
  void recordsWhatIsDonePastTheRegistry() throws SQLException {
    database.execute("update fraud.releases set disabled_rules = '{x}' where release_id = 'r@1'");
    database.execute("delete from fraud.releases where release_id = 'r@2'");
    database.execute("truncate fraud.releases");

    assertThat(audit.list(3))
        .extracting(AuditRecord::action, AuditRecord::actor)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("RULES_SWITCHED", "database:harrier"),
            org.assertj.core.groups.Tuple.tuple("DELETED", "database:harrier"),
            org.assertj.core.groups.Tuple.tuple("TRUNCATED", "database:harrier"));
    assertThat(audit.verify(Optional.empty()).holds()).isTrue();
  }

  @Test
  void aFailedStepLeavesNoRecord() throws Exception {
    ReleaseRegistry registry = database.registry(NOW);

    assertThatThrownBy(() -> registry.promote("r@2", "ann", Optional.empty()))
        .hasMessageContaining("cannot become LIVE");
    assertThat(audit.verify(Optional.empty()).records()).isEqualTo(9);
  }

  @Test
  void saysWhichRecordWasChanged() throws SQLException {
    tamper("update fraud.audit_log set actor = 'bob' where seq = 3");

    assertThat(audit.verify(Optional.empty()).breaks())
        .singleElement()
        .asString()
        .startsWith("record 3 (LIVE by bob");
  }

  @Test
  void saysWhichRecordIsNotContinuedAfterAChangeWithANewHash() throws SQLException {
    tamper(
        """
        update fraud.audit_log set actor = 'bob' where seq = 3;
        update fraud.audit_log a set hash = encode(sha256(convert_to(fraud.audit_text(a), 'UTF8')), 'hex') where seq = 3
        """);

    assertThat(audit.verify(Optional.empty()).breaks())
        .containsExactly(
            "record 4 does not continue record 3: one of the two was replaced or moved");
  }

  @Test
  void saysWhichRecordsWereRemoved() throws SQLException {
    tamper("delete from fraud.audit_log where seq in (1, 5, 6)");

    assertThat(audit.verify(Optional.empty()).breaks())
        .containsExactly("record 1 was removed", "records 5 to 6 were removed");
  }

  @Test
  void noticesThatRecordsWereSwapped() throws SQLException {
    tamper(
        """
        update fraud.audit_log set seq = 99 where seq = 4;
        update fraud.audit_log set seq = 4 where seq = 5;
        update fraud.audit_log set seq = 5 where seq = 99
        """);

    assertThat(audit.verify(Optional.empty()).breaks())
        .anyMatch(line -> line.startsWith("record 4"))
        .anyMatch(line -> line.startsWith("record 5"));
  }

  @Test
  void missesATailThatWasCutOff() throws SQLException {
    tamper("delete from fraud.audit_log where seq > 7");

    assertThat(audit.verify(Optional.empty()).breaks())
        .containsExactly(
            "the newest records are gone: the chain ends at 7, and the last one written was 9");
  }

  @Test
  void whatWasNotedElsewhereProvesMore() throws SQLException {
    AuditHead noted = audit.verify(Optional.empty()).head();
    assertThat(audit.verify(Optional.of(AuditHead.parse(noted.toString()))).holds()).isTrue();
    tamper(
        """
        delete from fraud.audit_log where seq > 7;
        update fraud.audit_head set seq = 7, hash = (select hash from fraud.audit_log where seq = 7)
        """);

    assertThat(audit.verify(Optional.empty()).holds()).isTrue();
    assertThat(audit.verify(Optional.of(noted)).breaks())
        .containsExactly("record 9 was noted, and the chain ends at 7");
  }

  /** As somebody who owns the database and switches its guards off. */
  private static void tamper(String sql) throws SQLException {
    database.execute("set session_replication_role = replica; " + sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into fraud.audit_log select * from fraud.audit_log limit 1",
        "update fraud.audit_log set actor = 'bob'",
        "delete from fraud.audit_log",
        "truncate fraud.audit_log",
        "update fraud.audit_head set seq = 0",
        "select fraud.append_audit('LIVE', 'r@1', null, '{}')",
        "alter table fraud.audit_log disable trigger all",
        "set session_replication_role = replica",
        "update fraud.approvals set approver = 'zoe'",
        "delete from fraud.approvals",
        "truncate fraud.approvals",
        "alter table fraud.approvals disable trigger all",
        "update fraud.approval_policy set automatic_approver = 'zoe'",
        "delete from fraud.rule_switches",
        "update fraud.releases set disabled_rules = '{}'",
        "update fraud.releases set approver = 'zoe'",
        "delete from fraud.releases",
        "truncate fraud.releases",
        "drop table fraud.audit_log",
        "create or replace function fraud.append_audit(action text, release_id text, content_hash text, detail jsonb)"
            + " returns void language sql as 'select null::void'",
      })
  void theApplicationCanOnlyAdd(String sql) {
    assertThatThrownBy(() -> asApplication(sql))
        .isInstanceOf(SQLException.class)
        .hasMessageMatching("(?s).*(permission denied|must be owner|violates).*");
  }

  private static void asApplication(String sql) throws SQLException {
    database.execute(
        """
        do $$ begin
          if not exists (select from pg_roles where rolname = 'console') then
            create role console login in role harrier_app;
          end if;
        end $$
        """);
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set session authorization console");
      statement.execute(sql);
    }
  }
}
