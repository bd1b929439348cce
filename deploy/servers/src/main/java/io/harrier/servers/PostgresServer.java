package io.harrier.servers;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * PostgreSQL 18, durable (fsync and synchronous commit are on) and ready for logical replication.
 * Listens on the loopback interface alone and trusts whoever connects there.
 */
public final class PostgresServer extends ChildServer {
  private static final String NAME = "PostgreSQL";
  private static final String STOP_FAST = "INT";
  private static final String USER = "harrier";
  private static final String DATABASE = "harrier";
  private static final Duration PATIENCE_TO_START = Duration.ofSeconds(60);
  private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(15);

  private final int port;

  private PostgresServer(ServerDirectory home, int port, ChildProcess process) {
    super(NAME, home, process, PATIENCE_TO_STOP);
    this.port = port;
  }

  /**
   * Starts the server, creating the database if the directory holds none.
   *
   * @param directory created if it doesn't exist
   * @param port 0 for the one this directory had before, or any free one
   * @throws ServerStartException if it can't be started
   */
  public static PostgresServer start(Path directory, int port) {
    return start(directory, port, PostgresAccount.candidates());
  }

  static PostgresServer start(Path directory, int port, List<PostgresAccount> accounts) {
    ServerDirectory home = ServerDirectory.open(NAME, directory);
    try {
      Orphan.stop(NAME, home.process(), STOP_FAST);
      PostgresData data = new PostgresData(home.data());
      data.requireReadableVersion();
      data.releaseFromEarlierRun();
      int chosen = home.port("postgres", port);
      PostgresPrograms programs = PostgresPrograms.unpack(Platform.current());
      PostgresAccount account = PostgresAccount.choose(accounts, programs, home.data());
      data.createIfMissing(account, programs, USER, home.log());
      ChildProcess process = launch(home, data, account, programs, chosen);
      PostgresServer server = new PostgresServer(home, chosen, process);
      server.createDatabaseIfMissing();
      return server;
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }

  private static ChildProcess launch(
      ServerDirectory home,
      PostgresData data,
      PostgresAccount account,
      PostgresPrograms programs,
      int port) {
    List<String> command = account.command(PostgresOptions.command(programs, home.data(), port));
    Map<String, String> environment = Map.of("LC_ALL", "C", "TZ", "UTC");
    long deadline = System.nanoTime() + PATIENCE_TO_STOP.toNanos();
    while (true) {
      ChildProcess process = ChildProcess.start(NAME, home, STOP_FAST, command, environment);
      try {
        process.awaitReady(() -> data.isReady(process.pid()), PATIENCE_TO_START);
        return process;
      } catch (ServerStartException e) {
        process.stop(PATIENCE_TO_STOP);
        // After a kill, sessions of the killed server need a moment to notice.
        boolean sessionsRemain = process.tail().contains("pre-existing shared memory block");
        if (!sessionsRemain || System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }

  private void createDatabaseIfMissing() {
    try (Connection connection = DriverManager.getConnection(url("postgres"));
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select 1 from pg_database where datname = '" + DATABASE + "'")) {
      if (!found.next()) {
        statement.execute("create database " + DATABASE);
      }
    } catch (SQLException e) {
      process().stop(PATIENCE_TO_STOP);
      throw new ServerStartException(
          "PostgreSQL in %s can't create its database %s: %s. See %s."
              .formatted(directory(), DATABASE, e.getMessage(), logFile()),
          e);
    }
  }

  /** The URL of the database, with the user in it; there is no password. */
  public String jdbcUrl() {
    return url(DATABASE);
  }

  private String url(String database) {
    return "jdbc:postgresql://%s:%d/%s?user=%s".formatted(Ports.LOOPBACK, port, database, USER);
  }

  /** Opens a new connection to the database each time it is asked for one. */
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl());
    return source;
  }

  public int port() {
    return port;
  }

  @Override
  boolean answers() {
    String impatient = jdbcUrl() + "&loginTimeout=2&socketTimeout=2";
    try (Connection connection = DriverManager.getConnection(impatient)) {
      return connection.isValid(2);
    } catch (SQLException unhealthy) {
      return false;
    }
  }
}
