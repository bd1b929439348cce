package io.harrier.detection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.model.Decision;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import io.harrier.model.Transaction;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A thousand releases, each in force for a few transactions, with a canary and a shadow that change
 * too: what they leave behind does not grow.
 */
class HotReloadITCase {
  private static final long T = EvaluateHarness.NOW;
  private static final int RELOADS = 1_000;

  /** Caches of the JVM and of Drools fill within so many. */
  private static final int WARM_UP = 300;

  private static final long CLASSES_SLACK = 300;
  private static final long METASPACE_SLACK = 4L << 20;
  private static final long HEAP_SLACK = 16L << 20;
  private static final int THREADS_SLACK = 2;

  private record Footprint(long classes, long metaspace, long heap, int threads, long rows) {}

  @Test
  void aThousandReloadsLeaveNothingBehind() throws Exception {
    List<CompiledRelease> bundles =
        List.of(compiled("busy"), compiled("watchful"), compiled("large"));
    try (EvaluateHarness job = EvaluateHarness.start(new BundleLoader()).ready()) {
      Footprint before = null;
      for (int i = 1; i <= RELOADS; i++) {
        swap(job, bundles, i);
        if (i == WARM_UP) {
          before = settled(job);
        }
      }
      Footprint after = settled(job);

      assertThat(after.rows()).isEqualTo(before.rows()).isLessThanOrEqualTo(70);
      assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + THREADS_SLACK);
      assertThat(after.classes()).isLessThanOrEqualTo(before.classes() + CLASSES_SLACK);
      assertThat(after.metaspace()).isLessThanOrEqualTo(before.metaspace() + METASPACE_SLACK);
      assertThat(after.heap()).isLessThanOrEqualTo(before.heap() + HEAP_SLACK);
    }
    assertThat(ReleaseCache.shared().size()).isZero();
  }

  private static CompiledRelease compiled(String name) throws Exception {
    return new ReleaseCompiler()
        .compile(Path.of(HotReloadITCase.class.getResource("/releases/" + name).toURI()));
  }

  /** Publishes the release, a shadow and a canary of other bundles, and retires those before. */
  private static void swap(EvaluateHarness job, List<CompiledRelease> bundles, int number)
      throws Exception {
    long activeFrom = T + number * 1_000L;
    publish(job, "live@" + number, ReleaseState.LIVE, activeFrom, bundles.get(number % 3), number);
    publish(
        job,
        "next@" + number,
        ReleaseState.CANARY,
        activeFrom,
        bundles.get((number + 1) % 3),
        number);
    publish(
        job,
        "idea@" + number,
        ReleaseState.SHADOW,
        activeFrom,
        bundles.get((number + 2) % 3),
        number);
    if (number > 2) {
      for (String name : List.of("live@", "next@", "idea@")) {
        publish(
            job,
            name + (number - 2),
            ReleaseState.RETIRED,
            activeFrom,
            bundles.get(number % 3),
            number);
      }
    }
    job.awaitShadow();
    for (int i = 0; i < 20; i++) {
      job.receive(
          Transaction.builder("t-" + number + "-" + i, "user-" + i, activeFrom + i)
              .amount(70_000, "EUR")
              .country(i % 2 == 0 ? "FR" : "DE")
              .build());
    }
    assertThat(job.takeDecisions())
        .hasSize(20)
        .extracting(Decision::release)
        .contains("live@" + number)
        .isSubsetOf("live@" + number, "next@" + number);
  }

  private static void publish(
      EvaluateHarness job,
      String releaseId,
      ReleaseState state,
      long activeFrom,
      CompiledRelease release,
      int number)
      throws Exception {
    job.apply(
        References.changed(
            number * 10L + (state == ReleaseState.RETIRED ? 5 : 0),
            new PublishedRelease(
                releaseId, state, activeFrom, release.contentHash(), release.bundle(), number),
            state == ReleaseState.CANARY ? 30 : 0));
  }

  /** What is in use once the class loaders of the closed releases are gone. */
  private static Footprint settled(EvaluateHarness job) throws Exception {
    List<Footprint> last = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              System.gc();
              last.add(footprint(job));
              int size = last.size();
              return size > 3
                  && last.get(size - 1).classes() == last.get(size - 2).classes()
                  && last.get(size - 1).threads() == last.get(size - 2).threads();
            });
    return last.get(last.size() - 1);
  }

  private static Footprint footprint(EvaluateHarness job) throws Exception {
    return new Footprint(
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .mapToLong(pool -> pool.getUsage().getUsed())
            .sum(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        job.knownReleases());
  }
}
