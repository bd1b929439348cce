package io.harrier.alerting.postgres;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;

/**
 * Flink's JDBC sink, at least once, with the statement's own metrics. A batch that PostgreSQL
 * refuses is retried; then the job fails and restarts from its last checkpoint, before which
 * everything has been written.
 */
public final class PostgresSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;
  private static final int RETRIES = 3;
  private static final int CONNECTION_CHECK_SECONDS = 5;
  // Without these a server that vanishes without a word would hold the job for ever.
  private static final String CONNECT_TIMEOUT_SECONDS = "10";
  private static final String SOCKET_TIMEOUT_SECONDS = "30";

  private final RowStatement<T> statement;
  private final JdbcConnectionProvider connections;
  private final JdbcSink<T> sink;

  public PostgresSink(PostgresSettings settings, RowStatement<T> statement) {
    this.statement = statement;
    this.connections = new SimpleJdbcConnectionProvider(connection(settings));
    this.sink =
        JdbcSink.<T>builder()
            .withQueryStatement(statement)
            .withExecutionOptions(
                JdbcExecutionOptions.builder()
                    .withBatchSize(settings.batchSize())
                    .withBatchIntervalMs(settings.batchInterval().toMillis())
                    .withMaxRetries(RETRIES)
                    .build())
            .buildAtLeastOnce(connections);
  }

  private static JdbcConnectionOptions connection(PostgresSettings settings) {
    JdbcConnectionOptions.JdbcConnectionOptionsBuilder options =
        new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
            .withUrl(settings.url())
            .withDriverName("org.postgresql.Driver")
            .withConnectionCheckTimeoutSeconds(CONNECTION_CHECK_SECONDS)
            .withProperty("ApplicationName", "harrier-alerting")
            .withProperty("tcpKeepAlive", "true")
            .withProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS)
            .withProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
    if (settings.user() != null) {
      options.withUsername(settings.user());
    }
    if (settings.password() != null) {
      options.withPassword(settings.password());
    }
    return options.build();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    statement.register(context.metricGroup());
    return new PostgresWriter<>(sink.createWriter(context), connections);
  }
}
