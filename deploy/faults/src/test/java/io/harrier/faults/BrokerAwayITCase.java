package io.harrier.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.alerting.reconcile.ReadProgress;
import io.harrier.alerting.reconcile.Reconciliation;
import io.harrier.detection.DetectionJob;
import io.harrier.faults.proxy.FaultProxy;
import io.harrier.faults.proxy.ResetMoment;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.platform.PlatformSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker is out of reach, from the moment on at which alerts would be committed, for longer
 * than a transaction may stay open: it aborts what was not committed. The job stops and says which
 * transaction; the runbook's way out loses what it says, and nothing else.
 */
class BrokerAwayITCase {
  private static final int RATE = 200;
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(20);

  /** The broker looks for transactions that are open for too long every ten seconds. */
  private static final Duration AWAY = TRANSACTION_TIMEOUT.plusSeconds(25);

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  @Tag("full")
  void forLongerThanATransactionMayStayOpen(@TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("BrokerAwayITCase");
    try (ProxiedLinks links = ProxiedLinks.start()) {
      PlatformSettings settings = links.in(Trial.settings());
      SteadyTraffic traffic;
      String end;
      try (Trial trial = Trial.start(folder, impatient(settings))) {
        traffic = SteadyTraffic.start(trial.endpoints().kafka(), seed, RATE, Duration.ofMinutes(1));
        awayFromTheNextCommitOn(links.proxy(Link.KAFKA));
        end = trial.awaitEnd(PATIENCE);
        System.out.println("  " + end);
        traffic.finish();
      }
      assertThat(end)
          .contains(DetectionJob.NAME)
          .contains("LostTransactionException")
          .contains("transactionalId=harrier-detection-")
          .containsPattern("topic=(alerts|transactions\\.rejected)")
          .containsPattern("offset=\\d+")
          .contains("--lost-transactions=accept");

      try (Trial trial = Trial.start(folder, accepting(settings))) {
        Endpoints endpoints = trial.endpoints();
        LostAlerts lost = LostAlerts.of(endpoints);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lost.unexplained()).isEmpty());
        Set<String> ids = lost.ids();
        assertThat(ids).isNotEmpty();
        assertThat(
                Reconciliation.between(
                        endpoints.kafka(), endpoints.postgres(), PATIENCE, ReadProgress.SILENT)
                    .run()
                    .isSound())
            .isTrue();
        System.out.printf("  %d alerts lost as named, and no other: %s%n", ids.size(), ids);
        assertThat(trial.failures().values()).containsOnly(0);
      }
    }
  }

  private static void awayFromTheNextCommitOn(FaultProxy kafka) throws Exception {
    kafka
        .resetAt(ResetMoment.BEFORE_THE_REQUEST)
        .thenRun(kafka::cut)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    TimeUnit.NANOSECONDS.sleep(AWAY.toNanos());
    kafka.restore();
  }

  private static PlatformSettings impatient(PlatformSettings settings) {
    return settings.withDetectionOptions(
        Map.of("--transaction-timeout", TRANSACTION_TIMEOUT.toSeconds() + "s"));
  }

  private static PlatformSettings accepting(PlatformSettings settings) {
    return settings.withDetectionOptions(Map.of("--lost-transactions", "accept"));
  }
}
