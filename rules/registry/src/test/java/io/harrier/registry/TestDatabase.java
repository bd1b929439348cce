package io.harrier.registry;

import io.harrier.engine.bundle.Bundle;
import io.harrier.engine.bundle.ContentHash;
import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.ReleaseReader;
import io.harrier.engine.rule.RuleConstants;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A Postgres with the schema, for tests that load no release: their bundles hold no classes. */
public final class TestDatabase implements AutoCloseable {
  /** The automatic approver of a platform for trial. */
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
        RegistrySettings.DEFAULT,
        TransactionTime.of(Clock.fixed(now, ZoneOffset.UTC)),
        TestDatabase::withoutClasses);
  }

  /** A release with one rule that looks for payments above a limit. */
  public static ReleaseArtifact artifact(Path folder, String name, int limit)
      throws IOException, InvalidReleaseException {
    return ReleaseArtifact.compile(folder(folder, name, limit), TestDatabase::withoutClasses);
  }

  /** Writes such a release into a folder. */
  static Path folder(Path folder, String name, int limit) throws IOException {
    Files.writeString(folder.resolve("release.yaml"), "name: " + name + "\ndescription: a test\n");
    Files.writeString(
        folder.resolve("rules.drl"),
        """
        rule "Large payment"
          @id("large-payment") @severity("HIGH")
        when
          Transaction( amount > %d )
        then
          alert( 40, "large" );
        end
        """
            .formatted(limit));
    return folder;
  }

  static CompiledRelease withoutClasses(Path folder) throws InvalidReleaseException {
    ReleaseDefinition definition = ReleaseReader.read(folder);
    byte[] bundle =
        new Bundle(
                definition,
                new RuleConstants(List.of(), List.of(), List.of(), List.of()),
                "",
                "none",
                "none",
                new TreeMap<>())
            .pack();
    return new CompiledRelease(definition, bundle, ContentHash.of(bundle));
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
