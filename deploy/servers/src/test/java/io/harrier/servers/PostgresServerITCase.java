package io.harrier.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostgresServerITCase {
  @TempDir Path directory;

  @Test
  void keepsCommittedRowsAndItsPortOverCloseAndKill() throws Exception {
    int port;
    try (PostgresServer server = PostgresServer.start(directory, 0)) {
      port = server.port();
      assertThat(server.isAlive()).isTrue();
      assertThat(server.isHealthy()).isTrue();
      execute(server, "create table kept (n int)");
      execute(server, "insert into kept values (1)");
    }
    PostgresServer killed = PostgresServer.start(directory, 0);
    assertThat(killed.port()).isEqualTo(port);
    execute(killed, "insert into kept values (2)");
    ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
    assertThat(killed.onExit().get()).isNotZero();
    assertThat(killed.isHealthy()).isFalse();
    killed.close();

    try (PostgresServer server = PostgresServer.start(directory, 0)) {
      assertThat(server.port()).isEqualTo(port);
      assertThat(query(server, "select sum(n) from kept")).isEqualTo("3");
    }
  }

  @Test
  void isDurableAndReadyForChangeDataCapture() throws Exception {
    try (PostgresServer server = PostgresServer.start(directory, 0)) {
      assertThat(query(server, "show server_version")).startsWith("18.");
      assertThat(query(server, "show fsync")).isEqualTo("on");
      assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
      assertThat(query(server, "show wal_level")).isEqualTo("logical");
      assertThat(query(server, "show max_slot_wal_keep_size")).isEqualTo("2GB");
      assertThat(query(server, "select upper('łódź')")).isEqualTo("ŁÓDŹ");
      assertThat(server.jdbcUrl()).contains("user=");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PostgresAccount.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CURRENT_USER", "NOBODY", "NOBODY_BY_CHROOT"})
  void runsForRootInEveryWay(PostgresAccount account) throws Exception {
    assumeTrue(PostgresAccount.isRoot(), "only root needs another account");
    for (int run = 0; run < 2; run++) {
      try (PostgresServer server = PostgresServer.start(directory, 0, List.of(account))) {
        assertThat(query(server, "select 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void refusesAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, Ports.address(0).getAddress())) {
      assertThatThrownBy(() -> PostgresServer.start(directory, taken.getLocalPort()))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("choose another port");
    }
  }

  @Test
  void refusesADirectoryInUse() {
    try (PostgresServer running = PostgresServer.start(directory, 0)) {
      assertThatThrownBy(() -> PostgresServer.start(directory, 0))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("already runs on " + running.directory());
    }
  }

  @Test
  void refusesDataOfANewerVersion() throws IOException {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data/PG_VERSION"), "19\n");
    assertThatThrownBy(() -> PostgresServer.start(directory, 0))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("PostgreSQL 19")
        .hasMessageContaining(directory.resolve("data").toString());
  }

  @Test
  void refusesADirectoryThatHoldsSomethingElse() throws IOException {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data/letter.txt"), "dear");
    assertThatThrownBy(() -> PostgresServer.start(directory, 0))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("holds files, but no PostgreSQL data");
    assertThat(directory.resolve("data/letter.txt")).hasContent("dear");
  }

  @Test
  void isNotMisledByAPidFileWhoseNumberNowBelongsToAnotherProcess() throws Exception {
    PostgresServer.start(directory, 0).close();
    String pidFile = "%d\n%s\n".formatted(ProcessHandle.current().pid(), directory.resolve("data"));
    Files.writeString(directory.resolve("data/postmaster.pid"), pidFile);
    try (PostgresServer server = PostgresServer.start(directory, 0)) {
      assertThat(query(server, "select 1")).isEqualTo("1");
    }
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = server.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = server.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
