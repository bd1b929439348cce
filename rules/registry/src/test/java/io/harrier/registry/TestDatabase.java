package io.harrier.registry;

import io.harrier.schema.FraudSchema;
import io.harrier.servers.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A Postgres with the schema. */
public final class TestDatabase implements AutoCloseable {
  /** The automatic approver of a platform for trial. */
  /** Whatever is stored counts as loaded. */
  public static final RegistrySettings SETTINGS =
      new RegistrySettings(
          RegistrySettings.DEFAULT.lead(), Duration.ZERO, RegistrySettings.DEFAULT.history());

  public static final String ROBOT = "trial-platform";

  private final PostgresServer postgres;

  private TestDatabase(PostgresServer postgres) {
    this.postgres = postgres;
  }

  public static TestDatabase start(Path directory) {
    PostgresServer postgres = PostgresServer.start(directory, 0);
    FraudSchema.migrate(postgres.dataSource());
    return new TestDatabase(postgres);
  }

  public DataSource dataSource() {
    return postgres.dataSource();
  }

  /** The same database, for another login. */
  public DataSource dataSourceOf(String login) {
    PGSimpleDataSource other = new PGSimpleDataSource();
    other.setURL(postgres.jdbcUrl());
    other.setUser(login);
    return other;
  }

  /** As on the first day: nothing stored, nothing recorded, four eyes. */
  public void empty() throws SQLException {
    execute(
        """
        set session_replication_role = replica;
        truncate fraud.releases, fraud.approvals, fraud.rule_switches, fraud.audit_log restart identity;
        update fraud.audit_head set seq = 0, hash = repeat('0', 64);
        update fraud.approval_policy set automatic_approver = null, set_by = null;
        """);
  }

  public void approveAutomatically() {
    new ApprovalPolicy(dataSource()).approveAutomatically(ROBOT, "operator");
  }

  public ReleaseRegistry registry(Instant now) {
    return new ReleaseRegistry(
        dataSource(),
        SETTINGS,
        TransactionTime.of(Clock.fixed(now, ZoneOffset.UTC)),
        TestReleases::withoutClasses);
  }

  /** As the superuser. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public String read(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Override
  public void close() {
    postgres.close();
  }
}
