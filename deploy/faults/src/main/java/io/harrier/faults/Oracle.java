package io.harrier.faults;

import io.harrier.backtest.BacktestSettings;
import io.harrier.backtest.BacktestSettings.EndOfInput;
import io.harrier.backtest.Candidate;
import io.harrier.backtest.run.Backtest;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.history.NamedRelease;
import io.harrier.local.history.StoredScores;
import io.harrier.local.history.TopicInput;
import io.harrier.local.history.TopicRange;
import io.harrier.model.Alert;
import io.harrier.registry.ReleaseRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What one thread that nothing befalls makes of the transactions on the topic: the alerts that must
 * have come out, whatever happened meanwhile.
 */
final class Oracle {
  private Oracle() {}

  static List<Alert> alerts(Endpoints endpoints) throws IOException, InterruptedException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(endpoints.postgres());
    List<Alert> alerts = new ArrayList<>();
    Candidate live = live(database);
    TopicRange range = TopicRange.parse("transactions@..", InstantSource.system()).orElseThrow();
    try (TopicInput input = TopicInput.open(endpoints.kafka(), range)) {
      Backtest.of(live)
          .settings(BacktestSettings.DEFAULT.withEndOfInput(EndOfInput.LEAVE_OPEN).withThreads(1))
          .scores(StoredScores.read(database))
          .build()
          .run(input, (done, total) -> {}, (candidate, alert) -> alerts.add(alert));
      return alerts;
    } finally {
      live.release().close();
    }
  }

  private static Candidate live(PGSimpleDataSource database) throws IOException {
    try {
      return new NamedRelease(() -> new ReleaseRegistry(database), InstantSource.system())
          .load("live");
    } catch (InvalidReleaseException e) {
      throw new IllegalStateException("the live release is one that was published", e);
    }
  }
}
