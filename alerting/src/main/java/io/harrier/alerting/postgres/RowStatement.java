package io.harrier.alerting.postgres;

import org.apache.flink.connector.jdbc.datasource.statements.JdbcQueryStatement;
import org.apache.flink.metrics.MetricGroup;

/** How one row is written, and what is measured while it is. */
public interface RowStatement<T> extends JdbcQueryStatement<T> {

  /** Registers the statement's metrics; called once, before the first row. */
  default void register(MetricGroup metrics) {}
}
