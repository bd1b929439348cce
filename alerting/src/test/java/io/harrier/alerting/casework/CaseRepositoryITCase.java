package io.harrier.alerting.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.alerting.Database;
import io.harrier.model.Severity;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseRepositoryITCase {
  @TempDir private static Path directory;
  private static PostgresServer postgres;
  private static Database database;
  private static CaseRepository cases;

  @BeforeAll
  static void start() {
    postgres = PostgresServer.start(directory.resolve("postgres"), 0);
    FraudSchema.migrate(postgres.dataSource());
    database = new Database(postgres.dataSource());
    cases = CaseRepository.at(postgres.jdbcUrl(), null, null);
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @BeforeEach
  void twoCases() {
    database.run("truncate fraud.cases, fraud.case_events, fraud.alerts");
    insert("c1", "u1", "HIGH", 1);
    insert("c2", "u2", "LOW", 2);
  }

  private static void insert(String caseId, String userId, String severity, int day) {
    database.run(
        """
        insert into fraud.cases (case_id, user_id, severity, score, alert_count,
          first_alert_at, last_alert_at)
        values (?, ?, ?, 50, 1, make_timestamptz(2026, 1, ?, 0, 0, 0), make_timestamptz(2026, 1, ?, 0, 0, 0))
        """,
        caseId,
        userId,
        severity,
        day,
        day);
  }

  private static void alert(String caseId, String ruleId) {
    database.run(
        """
        insert into fraud.alerts (alert_id, case_id, transaction_id, user_id, kind, rule_id,
          severity, score, event_time, detected_at, evidence)
        values (gen_random_uuid()::text, ?, 't', 'u', 'RULE', ?, 'HIGH', 50, now(), now(), '{}')
        """,
        caseId,
        ruleId);
  }

  private static CaseSummary read(String caseId) {
    return cases.show(caseId).orElseThrow().summary();
  }

  private static List<CaseEventKind> history(String caseId) {
    return cases.show(caseId).orElseThrow().history().stream().map(CaseEvent::kind).toList();
  }

  @Test
  void listsTheNewestFirst() {
    assertThat(cases.list(CaseFilter.workList()))
        .extracting(CaseSummary::caseId)
        .containsExactly("c2", "c1");
  }

  @Test
  void listsWhatPassesTheFilter() {
    cases.assign(read("c1"), "ann", "bob");

    assertThat(cases.list(CaseFilter.all().withMinimumSeverity(Severity.MEDIUM)))
        .extracting(CaseSummary::caseId)
        .containsExactly("c1");
    assertThat(cases.list(CaseFilter.all().withUserId("u2")))
        .extracting(CaseSummary::caseId)
        .containsExactly("c2");
    assertThat(cases.list(CaseFilter.all().withAssignee("ann")))
        .extracting(CaseSummary::caseId)
        .containsExactly("c1");
    alert("c1", "mule");
    alert("c1", "mule");
    alert("c2", "card-testing");
    assertThat(cases.list(CaseFilter.all().withRuleId("mule")))
        .extracting(CaseSummary::caseId)
        .containsExactly("c1");
    assertThat(cases.list(CaseFilter.all().withRuleId("no-such-rule"))).isEmpty();
    assertThat(cases.list(CaseFilter.all().withStatuses(Set.of(CaseStatus.IN_REVIEW))))
        .extracting(CaseSummary::caseId)
        .containsExactly("c1");
    assertThat(cases.list(CaseFilter.all().withLimit(1))).hasSize(1);
  }

  @Test
  void anUnknownCaseIsEmpty() {
    assertThat(cases.show("nobody")).isEmpty();
  }

  @Test
  void aCaseIsAssignedClosedAndReopened() {
    CaseSummary assigned = cases.assign(read("c1"), "ann", "bob");
    CaseSummary closed =
        cases.close(assigned, Disposition.FRAUD, Optional.of("card was stolen"), "ann");
    CaseSummary reopened = cases.reopen(closed, Optional.empty(), "carl");

    assertThat(assigned.status()).isEqualTo(CaseStatus.IN_REVIEW);
    assertThat(assigned.assignee()).contains("ann");
    assertThat(closed.status()).isEqualTo(CaseStatus.CLOSED);
    assertThat(closed.disposition()).contains(Disposition.FRAUD);
    assertThat(closed.notes()).contains("card was stolen");
    assertThat(closed.closedAt()).isPresent();
    assertThat(reopened.status()).isEqualTo(CaseStatus.IN_REVIEW);
    assertThat(reopened.disposition()).isEmpty();
    assertThat(reopened.closedAt()).isEmpty();
    assertThat(history("c1"))
        .containsExactly(CaseEventKind.ASSIGNED, CaseEventKind.CLOSED, CaseEventKind.REOPENED);
    CaseEvent closing = cases.show("c1").orElseThrow().history().get(1);
    assertThat(closing.actor()).isEqualTo("ann");
    assertThat(closing.detail()).contains("card was stolen").contains("FRAUD");
  }

  @Test
  void aChangeOnOldGroundsIsRefusedAndLeavesNoTrace() {
    CaseSummary seen = read("c1");
    cases.assign(seen, "ann", "bob");

    assertThatThrownBy(() -> cases.close(seen, Disposition.LEGITIMATE, Optional.empty(), "carl"))
        .isInstanceOf(CaseConflictException.class)
        .hasMessageContaining("c1");
    assertThat(read("c1").status()).isEqualTo(CaseStatus.IN_REVIEW);
    assertThat(history("c1")).containsExactly(CaseEventKind.ASSIGNED);
  }

  @Test
  void alertsThatArriveMeanwhileAreNoConflict() {
    CaseSummary seen = read("c1");
    database.run(
        "update fraud.cases set alert_count = 9, severity = 'CRITICAL' where case_id = 'c1'");

    CaseSummary closed = cases.close(seen, Disposition.FRAUD, Optional.empty(), "ann");

    assertThat(closed.alertCount()).isEqualTo(9);
    assertThat(closed.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void aClosedCaseIsReopenedBeforeAnythingElse() {
    CaseSummary closed = cases.close(read("c1"), Disposition.UNDECIDED, Optional.empty(), "ann");

    assertThatThrownBy(() -> cases.close(closed, Disposition.FRAUD, Optional.empty(), "ann"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Reopen it first");
    assertThatThrownBy(() -> cases.assign(closed, "bob", "ann"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(cases.note(closed, "look again", "ann").notes()).contains("look again");
  }

  @Test
  void anUnassignedCaseIsOpenAgain() {
    CaseSummary open = cases.unassign(cases.assign(read("c1"), "ann", "bob"), "bob");

    assertThat(open.status()).isEqualTo(CaseStatus.OPEN);
    assertThat(open.assignee()).isEmpty();
  }

  @Test
  void whatIsNotSoCannotBeTakenBack() {
    assertThatThrownBy(() -> cases.reopen(read("c1"), Optional.empty(), "ann"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Case c1 is OPEN. Only a closed case can be reopened.");
    assertThatThrownBy(() -> cases.unassign(read("c1"), "ann"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Case c1 is assigned to nobody.");
    assertThat(history("c1")).isEmpty();
  }
}
