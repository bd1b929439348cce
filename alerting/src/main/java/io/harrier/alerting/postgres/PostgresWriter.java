package io.harrier.alerting.postgres;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector's writer, closed without harm. The connector writes its last batch while it closes
 * and throws if it cannot; Flink takes an exception at that point for a broken process and ends the
 * whole task manager. What was not written by then is written again from the last checkpoint.
 */
final class PostgresWriter<T> implements SinkWriter<T> {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresWriter.class);

  private final SinkWriter<T> writer;
  private final JdbcConnectionProvider connections;

  PostgresWriter(SinkWriter<T> writer, JdbcConnectionProvider connections) {
    this.writer = writer;
    this.connections = connections;
  }

  @Override
  public void write(T row, Context context) throws IOException, InterruptedException {
    writer.write(row, context);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    writer.flush(endOfInput);
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn(
          "Rows that could not be written to PostgreSQL will be written again after the restart",
          e);
    } finally {
      connections.closeConnection();
    }
  }
}
