package io.harrier.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;

/**
 * Transactions on the schema {@code fraud}, in the role of the application: it can neither rewrite
 * the audit nor get round an approval, whatever the login may do otherwise.
 */
public final class RegistryDatabase {
  private static final String ROLE = "harrier_app";
  private static final String RAISED_BY_SCHEMA = "P0001";
  private static final String NOT_PERMITTED = "42501";
  private static final int MAX_ACTOR = 100;

  /** Any number that nothing else in the database locks. */
  private static final long WRITER_LOCK = 0x72656c6561736573L;

  private final DataSource database;

  public RegistryDatabase(DataSource database) {
    this.database = database;
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Changes something; writers take turns.
   *
   * @param actor who does it, for the audit
   * @param done what is told if it fails: "no release was published"
   */
  <T> T write(String done, String actor, Work<T> work) {
    requireActor(actor);
    return transaction(
        done,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select pg_advisory_xact_lock(?), set_config('harrier.actor', ?, true)")) {
            statement.setLong(1, WRITER_LOCK);
            statement.setString(2, actor.strip());
            statement.execute();
          }
          return work.on(connection);
        });
  }

  /** Reads, all as of one moment. */
  public <T> T read(String done, Work<T> work) {
    return transaction(
        done,
        connection -> {
          execute(connection, "set transaction isolation level repeatable read, read only");
          return work.on(connection);
        });
  }

  private <T> T transaction(String done, Work<T> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        // Given back with the end of the transaction.
        execute(connection, "set local role " + ROLE);
        T result = work.on(connection);
        connection.commit();
        return result;
      } finally {
        // After a commit there is nothing left to roll back.
        connection.rollback();
      }
    } catch (SQLException e) {
      if (RAISED_BY_SCHEMA.equals(e.getSQLState())
          && e instanceof PSQLException raised
          && raised.getServerErrorMessage() != null) {
        throw new RefusedException(raised.getServerErrorMessage().getMessage(), e);
      }
      if (NOT_PERMITTED.equals(e.getSQLState())) {
        throw new RegistryException(
            "%s, the database refused: %s. Releases are managed in the role %s: as an administrator, grant %s to the login"
                .formatted(done, e.getMessage(), ROLE, ROLE),
            e);
      }
      throw new RegistryException(
          "%s, the database refused: %s".formatted(done, e.getMessage()), e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void requireActor(String actor) {
    if (actor == null || actor.isBlank() || actor.strip().length() > MAX_ACTOR) {
      throw new RefusedException(
          "nobody, or somebody with more than "
              + MAX_ACTOR
              + " letters, cannot do this: say who does, with --actor NAME");
    }
  }
}
