package io.harrier.faults;

import io.harrier.local.directory.Endpoints;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.json.AlertJson;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.topic.Topic;
import io.harrier.registry.audit.AuditLog;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What holds when everything has settled: the alerts on Kafka and in the database are those of the
 * {@link Oracle}, each once; so are the cases; every transaction was decided under one id; nothing
 * is left open that holds back readers; capture is not stuck; the audit's chain is whole.
 */
final class Invariant {
  private static final List<Topic> TRANSACTIONAL =
      List.of(Topic.ALERTS, Topic.SHADOW_ALERTS, Topic.REJECTED, Topic.LATE, Topic.ACTIVITY);

  private final Endpoints endpoints;
  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final Map<String, Integer> expectedAlerts;
  private final Map<String, Integer> expectedCases = new HashMap<>();

  private Invariant(Endpoints endpoints, List<Alert> expected) {
    this.endpoints = endpoints;
    this.database.setURL(endpoints.postgres());
    this.expectedAlerts = Multisets.of(expected.stream().map(Invariant::named).toList());
    expected.forEach(alert -> expectedCases.merge(alert.caseId(), 1, Integer::sum));
  }

  /** Asks the oracle about the transactions that are on the topic now. */
  static Invariant of(Endpoints endpoints) throws IOException, InterruptedException {
    return new Invariant(endpoints, Oracle.alerts(endpoints));
  }

  /** So that whoever reads of a lost alert knows which one. */
  private static String named(Alert alert) {
    return "%s (%s %s of %s)"
        .formatted(alert.alertId(), alert.kind(), alert.ruleId(), alert.transactionId());
  }

  int alerts() {
    return expectedAlerts.size();
  }

  int cases() {
    return expectedCases.size();
  }

  /** What does not hold now, a sentence each. */
  List<String> violations() {
    List<String> violations = new ArrayList<>();
    try {
      String kafka = endpoints.kafka();
      List<String> committed =
          CommittedTopic.read(
              kafka, Topic.ALERTS, record -> named(AlertJson.decode(record.value())));
      violations.addAll(
          Multisets.differences("alerts on Kafka", expectedAlerts, Multisets.of(committed)));
      for (Topic topic : TRANSACTIONAL) {
        long heldBack = CommittedTopic.heldBack(kafka, topic);
        if (heldBack > 0) {
          violations.add(
              topic.topicName() + ": " + heldBack + " records are behind an open transaction");
        }
      }
      violations.addAll(decisions(kafka));
      violations.addAll(tables());
      new AuditLog(database)
          .verify(Optional.empty())
          .breaks()
          .forEach(broken -> violations.add("audit: " + broken));
    } catch (KafkaException | SQLException e) {
      violations.add("not to be asked: " + e.getMessage());
    }
    return violations;
  }

  /** A decision may be written again after a failure, under the same id. */
  private static List<String> decisions(String kafka) {
    DistinctIds transactions = new DistinctIds();
    DistinctIds pairs = new DistinctIds();
    CommittedTopic.forEach(
        kafka,
        Topic.DECISIONS,
        record -> {
          Decision decision = DecisionJson.decode(record.value());
          transactions.add(decision.transactionId());
          pairs.add(decision.transactionId() + ' ' + decision.decisionId());
        });
    long several = pairs.count() - transactions.count();
    return several == 0
        ? List.of()
        : List.of(several + " transactions were decided under several ids");
  }

  private List<String> tables() throws SQLException {
    try (Connection connection = database.getConnection()) {
      List<String> violations = new ArrayList<>();
      violations.addAll(
          Multisets.differences(
              "alerts in PostgreSQL",
              expectedAlerts,
              counts(
                  connection,
                  "select format('%s (%s %s of %s)', alert_id, kind, rule_id, transaction_id), 1"
                      + " from fraud.alerts")));
      violations.addAll(
          Multisets.differences(
              "cases, by their alerts",
              expectedCases,
              counts(connection, "select case_id, alert_count from fraud.cases")));
      Map<String, Integer> stuck =
          counts(
              connection,
              "select slot_name, 1 from pg_replication_slots where not active or wal_status not in"
                  + " ('reserved', 'extended')");
      stuck.keySet().forEach(slot -> violations.add("replication slot " + slot + " is stuck"));
      return violations;
    }
  }

  private static Map<String, Integer> counts(Connection connection, String query)
      throws SQLException {
    Map<String, Integer> counts = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getInt(2));
      }
    }
    return counts;
  }
}
