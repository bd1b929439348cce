package io.harrier.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.faults.proxy.FaultProxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Capture is kept from PostgreSQL, and meanwhile its slot loses what it has not read, in each way:
 * it notices, reads the tables anew, and the topic equals the table.
 */
class CaptureITCase {
  private static final int RATE = 200;
  private static final int SCORES = 2_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration NOTICED = Duration.ofSeconds(30);

  @Test
  @Tag("full")
  void losesItsPlace(@TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("CaptureITCase");
    try (ProxiedLinks links = ProxiedLinks.start();
        Trial trial = Trial.start(folder, links.in(Trial.settings()))) {
      RiskScores scores = RiskScores.of(trial.endpoints());
      FaultProxy proxy = links.proxy(Link.CAPTURE_TO_POSTGRES);
      SteadyTraffic traffic =
          SteadyTraffic.start(trial.endpoints().kafka(), seed, RATE, Duration.ofMinutes(2));
      scores.change(SCORES);
      scores.awaitEqual();
      for (SlotLoss loss : SlotLoss.values()) {
        Instant before = scores.snapshot();
        trial.suffer(
            () -> {
              proxy.cut();
              lose(trial.endpoints().postgres(), loss, scores);
              proxy.restore();
            });
        await().atMost(NOTICED).until(() -> scores.snapshot().isAfter(before));
        scores.awaitEqual();
        scores.change(SCORES);
        scores.awaitEqual();
        System.out.println("  " + loss + ": the tables were read anew");
      }
      trial.verify(traffic);
      assertThat(trial.failures().values()).containsOnly(0);
    }
  }

  private static void lose(String url, SlotLoss loss, RiskScores scores) throws SQLException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(url);
    try (Connection connection = database.getConnection()) {
      await().atMost(PATIENCE).until(() -> !isInUse(connection));
      scores.change(SCORES);
      loss.happen(connection);
    }
  }

  private static boolean isInUse(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet slots =
            statement.executeQuery("select bool_or(active) from pg_replication_slots")) {
      return slots.next() && slots.getBoolean(1);
    }
  }
}
