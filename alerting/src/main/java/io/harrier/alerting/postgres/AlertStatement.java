package io.harrier.alerting.postgres;

import io.harrier.alerting.cases.StoredAlert;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Stores an alert. One that is there already stays as it is: an alert never changes. */
public final class AlertStatement implements RowStatement<StoredAlert> {
  private static final long serialVersionUID = 1L;
  private static final int LATENCIES_KEPT = 1000;
  private static final String SQL =
      """
      insert into fraud.alerts (
        alert_id, case_id, transaction_id, user_id, kind, rule_id, release, severity, score,
        reason, event_time, detected_at, transaction_ids, evidence,
        suppressed, source_partition, source_offset)
      select
        alert ->> 'alertId', alert ->> 'caseId', alert ->> 'transactionId', alert ->> 'userId',
        alert ->> 'kind', alert ->> 'ruleId', alert ->> 'release', alert ->> 'severity',
        (alert ->> 'score')::integer, alert ->> 'reason',
        to_timestamp((alert ->> 'eventTime')::bigint / 1000.0),
        to_timestamp((alert ->> 'detectedAt')::bigint / 1000.0),
        array(select jsonb_array_elements_text(alert -> 'transactionIds')),
        alert -> 'evidence', ?::boolean, ?::integer, ?::bigint
      from (select ?::jsonb as alert) as received
      on conflict (alert_id) do nothing
      """;

  private final Clock clock;
  private transient Histogram latency;

  public AlertStatement(Clock clock) {
    this.clock = clock;
  }

  /** From the detection of an alert to the moment its row is sent, milliseconds. */
  @Override
  public void register(MetricGroup metrics) {
    latency =
        metrics.histogram(
            "alertToPostgresMillis", new DescriptiveStatisticsHistogram(LATENCIES_KEPT));
  }

  @Override
  public String query() {
    return SQL;
  }

  @Override
  public void statement(PreparedStatement statement, StoredAlert alert) throws SQLException {
    statement.setBoolean(1, alert.suppressed());
    statement.setInt(2, alert.partition());
    statement.setLong(3, alert.offset());
    statement.setString(4, alert.json());
    if (latency != null) {
      latency.update(clock.millis() - alert.detectedAt());
    }
  }
}
