package io.harrier.faults;

import static org.awaitility.Awaitility.await;

import io.harrier.faults.proxy.FaultProxy;
import io.harrier.faults.proxy.ResetMoment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A link is cut, lets nothing through, is slow, is reset amid a commit: of each server, in turn.
 */
class LinkITCase {
  private static final int RATE = 200;
  private static final Duration TRAFFIC = Duration.ofMinutes(3);
  private static final Duration AWAY = Duration.ofSeconds(20);
  private static final Duration SLOW = Duration.ofSeconds(30);
  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @ParameterizedTest
  @EnumSource
  @Tag("full")
  void isHarmed(Link link, @TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("LinkITCase");
    System.out.println("  " + link);
    try (ProxiedLinks links = ProxiedLinks.start();
        Trial trial = Trial.start(folder, links.in(Trial.settings()))) {
      FaultProxy proxy = links.proxy(link);
      SteadyTraffic traffic = SteadyTraffic.start(trial.endpoints().kafka(), seed, RATE, TRAFFIC);
      for (ResetMoment moment : ResetMoment.values()) {
        trial.suffer(() -> proxy.resetAt(moment).get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      }
      trial.suffer(() -> lasting(AWAY, proxy::cut, proxy));
      trial.suffer(() -> lasting(AWAY, proxy::holdBack, proxy));
      trial.suffer(() -> lasting(SLOW, () -> proxy.delay(DELAY), proxy));
      if (link == Link.ALERTING_TO_REDIS) {
        Standings standings = Standings.in(trial.endpoints().redis());
        standings.clear();
        await().atMost(PATIENCE).until(() -> standings.count() > 0);
      }
      trial.verify(traffic);
      System.out.println("  failures by which jobs restarted: " + trial.failures());
    }
  }

  private static void lasting(Duration duration, Runnable harm, FaultProxy proxy)
      throws InterruptedException {
    harm.run();
    TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    proxy.restore();
  }
}
