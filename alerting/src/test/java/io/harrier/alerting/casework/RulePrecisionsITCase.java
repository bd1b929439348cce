package io.harrier.alerting.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.harrier.alerting.Database;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulePrecisionsITCase {
  private static final Instant UNTIL = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir private static Path directory;
  private static PostgresServer postgres;
  private static Database database;
  private static RulePrecisions precisions;

  @BeforeAll
  static void start() {
    postgres = PostgresServer.start(directory.resolve("postgres"), 0);
    FraudSchema.migrate(postgres.dataSource());
    database = new Database(postgres.dataSource());
    precisions = new RulePrecisions(postgres.dataSource());
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @BeforeEach
  void empty() {
    database.run("truncate fraud.cases, fraud.case_events, fraud.alerts");
  }

  @Test
  void nothingIsKnownOfNothing() {
    assertThat(precisions.of(weeks(4), Optional.empty())).isEmpty();
    assertThat(precisions.newestAlert(Optional.empty())).isEmpty();
  }

  @Test
  void whatIsConcludedOfACaseCountsForItsRules() {
    openCase("c1");
    alert("c1", "a", "r@1", UNTIL, false);
    alert("c1", "b", "r@2", UNTIL.minus(WEEK), false);
    CaseRepository cases = new CaseRepository(postgres.dataSource());

    assertThat(precisions.of(weeks(2), Optional.empty()))
        .extracting(RulePrecision::ruleId, RulePrecision::from, RulePrecision::alerts)
        .containsExactly(
            tuple("a", UNTIL.minus(WEEK), new Judgements(0, 0, 0, 1)),
            tuple("b", UNTIL.minus(WEEK.multipliedBy(2)), new Judgements(0, 0, 0, 1)));

    CaseSummary closed =
        cases.close(summary(cases), Disposition.LEGITIMATE, Optional.empty(), "ann");
    assertThat(precisions.of(weeks(2), Optional.of("r@2")))
        .extracting(RulePrecision::ruleId, RulePrecision::alerts)
        .containsExactly(tuple("b", new Judgements(0, 1, 0, 0)));

    CaseSummary again = cases.reopen(closed, Optional.empty(), "bob");
    cases.close(again, Disposition.FRAUD, Optional.empty(), "bob");
    assertThat(precisions.of(weeks(1), Optional.empty()))
        .extracting(RulePrecision::alerts)
        .containsExactly(new Judgements(1, 0, 0, 0));
    assertThat(precisions.newestAlert(Optional.empty())).contains(UNTIL);
    assertThat(precisions.newestAlert(Optional.of("r@2"))).contains(UNTIL.minus(WEEK));
  }

  @Test
  void aBurstIsJudgedOnce() {
    openCase("c1");
    for (int i = 0; i < 20; i++) {
      alert("c1", "a", "r@1", UNTIL.minusSeconds(i), i > 1);
    }
    database.run("update fraud.cases set status = 'CLOSED', disposition = 'LEGITIMATE'");

    RulePrecision rule = precisions.of(weeks(1), Optional.empty()).get(0);

    assertThat(rule.alerts()).isEqualTo(new Judgements(0, 2, 0, 0));
    assertThat(rule.cases()).isEqualTo(new Judgements(0, 1, 0, 0));
    assertThat(rule.suppressed()).isEqualTo(18);
  }

  /** One alert, as the oracle knows it. */
  private record Raised(
      String caseId, String ruleId, String release, Instant eventTime, boolean suppressed) {}

  /** Against a loop over everything, also at the edges of periods. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void countsAsALoopWould(long seed) {
    Random random = new Random(seed);
    Map<String, String> judgements = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      judgements.put("c" + i, randomCase(random, "c" + i));
    }
    List<Raised> raised = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Raised one =
          new Raised(
              "c" + random.nextInt(33), // of some there is no case yet
              "rule-" + random.nextInt(4),
              random.nextInt(5) == 0 ? null : "r@" + (1 + random.nextInt(2)),
              randomTime(random),
              random.nextInt(3) == 0);
      raised.add(one);
    }
    store(raised);
    PrecisionPeriods periods = new PrecisionPeriods(UNTIL, WEEK, 1 + random.nextInt(5));
    for (Optional<String> release : List.of(Optional.<String>empty(), Optional.of("r@2"))) {
      assertThat(precisions.of(periods, release))
          .containsExactlyElementsOf(oracle(raised, judgements, periods, release));
    }
  }

  private static List<RulePrecision> oracle(
      List<Raised> raised,
      Map<String, String> judgements,
      PrecisionPeriods periods,
      Optional<String> release) {
    List<RulePrecision> expected = new ArrayList<>();
    for (int rule = 0; rule < 4; rule++) {
      for (int period = 0; period < periods.count(); period++) {
        Map<String, Integer> alerts = new HashMap<>();
        Map<String, Set<String>> cases = new HashMap<>();
        int suppressed = 0;
        for (Raised one : raised) {
          if (!one.ruleId().equals("rule-" + rule)
              || !one.eventTime().isAfter(periods.from(period))
              || one.eventTime().isAfter(periods.to(period))
              || (release.isPresent() && !release.get().equals(one.release()))) {
            continue;
          }
          if (one.suppressed()) {
            suppressed++;
            continue;
          }
          String judgement = judgements.getOrDefault(one.caseId(), "OPEN");
          alerts.merge(judgement, 1, Integer::sum);
          cases.computeIfAbsent(judgement, key -> new HashSet<>()).add(one.caseId());
        }
        if (suppressed > 0 || !alerts.isEmpty()) {
          Map<String, Integer> caseCounts = new HashMap<>();
          cases.forEach((judgement, ids) -> caseCounts.put(judgement, ids.size()));
          expected.add(
              new RulePrecision(
                  "rule-" + rule,
                  periods.from(period),
                  periods.to(period),
                  counts(alerts),
                  counts(caseCounts),
                  suppressed));
        }
      }
    }
    return expected;
  }

  private static Judgements counts(Map<String, Integer> counts) {
    return new Judgements(
        counts.getOrDefault("FRAUD", 0),
        counts.getOrDefault("LEGITIMATE", 0),
        counts.getOrDefault("UNDECIDED", 0),
        counts.getOrDefault("OPEN", 0));
  }

  /** Also what only psql can make: a conclusion on an open case, a closed case without one. */
  private static String randomCase(Random random, String caseId) {
    openCase(caseId);
    String status = List.of("OPEN", "IN_REVIEW", "CLOSED", "CLOSED").get(random.nextInt(4));
    List<String> dispositions = List.of("FRAUD", "LEGITIMATE", "UNDECIDED");
    String disposition = random.nextInt(5) == 0 ? null : dispositions.get(random.nextInt(3));
    database.run(
        "update fraud.cases set status = ?, disposition = ? where case_id = ?",
        status,
        disposition,
        caseId);
    if (!status.equals("CLOSED")) {
      return "OPEN";
    }
    return disposition == null ? "UNDECIDED" : disposition;
  }

  private static Instant randomTime(Random random) {
    long shift = random.nextBoolean() ? 0 : random.nextLong(WEEK.toMillis());
    return UNTIL.minus(WEEK.multipliedBy(random.nextInt(7) - 1)).plusMillis(shift);
  }

  private static PrecisionPeriods weeks(int count) {
    return new PrecisionPeriods(UNTIL, WEEK, count);
  }

  private static CaseSummary summary(CaseRepository cases) {
    return cases.show("c1").orElseThrow().summary();
  }

  private static void openCase(String caseId) {
    database.run(
        """
        insert into fraud.cases (case_id, user_id, severity, score, alert_count,
          first_alert_at, last_alert_at)
        values (?, 'u', 'HIGH', 50, 1, now(), now())
        """,
        caseId);
  }

  private static void alert(
      String caseId, String ruleId, String release, Instant eventTime, boolean suppressed) {
    store(List.of(new Raised(caseId, ruleId, release, eventTime, suppressed)));
  }

  private static void store(List<Raised> raised) {
    try (Connection connection = postgres.dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into fraud.alerts (alert_id, case_id, transaction_id, user_id, kind, rule_id,
                  release, severity, score, event_time, detected_at, evidence, suppressed)
                values (gen_random_uuid()::text, ?, 't', 'u', 'RULE', ?, ?, 'HIGH', 50, ?, now(), '{}', ?)
                """)) {
      for (Raised one : raised) {
        insert.setString(1, one.caseId());
        insert.setString(2, one.ruleId());
        insert.setString(3, one.release());
        insert.setObject(4, one.eventTime().atOffset(ZoneOffset.UTC));
        insert.setBoolean(5, one.suppressed());
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
