package io.harrier.alerting.reconcile;

import io.harrier.alerting.reconcile.ReconciliationReport.Finding;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Compares the topic {@code alerts}, as committed, with {@code fraud.alerts}: what is lost, doubled
 * or invented.
 *
 * <p>Looks at what had been committed when it started, and waits for alerts that are still on their
 * way into the table as long as their number goes down.
 */
public final class Reconciliation {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int MAX_SAMPLES = 10;

  private final Map<String, String> kafkaProperties;
  private final DataSource database;
  private final Duration patience;
  private final ReadProgress progress;

  /**
   * @param kafkaProperties of a consumer; {@code bootstrap.servers} at least
   * @param patience how long to wait, without any progress, for alerts that the table lacks
   */
  public Reconciliation(
      Map<String, String> kafkaProperties,
      DataSource database,
      Duration patience,
      ReadProgress progress) {
    this.kafkaProperties = Map.copyOf(kafkaProperties);
    this.database = database;
    this.patience = patience;
    this.progress = progress;
  }

  /** Between a Kafka and the database at a JDBC URL that names its user. */
  public static Reconciliation between(
      String bootstrapServers, String jdbcUrl, Duration patience, ReadProgress progress) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(jdbcUrl);
    Map<String, String> properties = new HashMap<>();
    properties.put("bootstrap.servers", bootstrapServers);
    return new Reconciliation(properties, database, patience, progress);
  }

  /**
   * Runs the comparison.
   *
   * @throws ReconciliationException if the topic or the table cannot be read
   */
  public ReconciliationReport run() {
    try (CommittedAlerts topic = new CommittedAlerts(kafkaProperties);
        Ledger ledger = new Ledger(database.getConnection())) {
      List<TopicRange> ranges = topic.ranges();
      Unreadable unreadable = copy(topic, ranges, ledger);
      Finding lost = awaitStragglers(ledger);
      ledger.extend(topic.ranges());
      return new ReconciliationReport(
          ledger.topicAlerts(),
          ledger.storedAlerts(),
          lost,
          ledger.duplicate(),
          ledger.phantom(),
          unreadable.finding(),
          ledger.unverifiable());
    } catch (SQLException e) {
      throw new ReconciliationException("Reading the table fraud.alerts", e);
    } catch (KafkaException e) {
      throw new ReconciliationException("Reading the topic alerts", e);
    }
  }

  private Unreadable copy(CommittedAlerts topic, List<TopicRange> ranges, Ledger ledger)
      throws SQLException {
    Unreadable unreadable = new Unreadable();
    topic.read(
        ranges,
        progress,
        new CommittedAlerts.Receiver() {
          @Override
          public void alert(String alertId) {
            try {
              ledger.add(alertId);
            } catch (SQLException e) {
              throw new ReconciliationException("Copying the topic alerts to PostgreSQL", e);
            }
          }

          @Override
          public void unreadable(String place) {
            unreadable.add(place);
          }
        });
    ledger.complete(ranges);
    return unreadable;
  }

  private Finding awaitStragglers(Ledger ledger) throws SQLException {
    Finding lost = ledger.lost();
    long fewest = lost.count();
    long giveUpAt = System.nanoTime() + patience.toNanos();
    while (lost.count() > 0 && System.nanoTime() - giveUpAt < 0) {
      LockSupport.parkNanos(PAUSE.toNanos());
      lost = ledger.lost();
      if (lost.count() < fewest) {
        fewest = lost.count();
        giveUpAt = System.nanoTime() + patience.toNanos();
      }
    }
    return lost;
  }

  /** Records of the topic that are no alerts. */
  private static final class Unreadable {
    private long count;
    private final List<String> samples = new ArrayList<>();

    void add(String place) {
      count++;
      if (samples.size() < MAX_SAMPLES) {
        samples.add(place);
      }
    }

    Finding finding() {
      return new Finding(count, samples);
    }
  }
}
