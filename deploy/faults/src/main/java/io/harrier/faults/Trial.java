package io.harrier.faults;

import io.harrier.detection.DetectionJob;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.DirectoryFormat;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.health.FlinkRest;
import io.harrier.local.health.HealthCheck;
import io.harrier.local.health.PartHealth;
import io.harrier.local.platform.FlinkMode;
import io.harrier.local.platform.Platform;
import io.harrier.local.platform.PlatformSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The platform on a cluster of processes, from its start to the verdict. */
public final class Trial implements AutoCloseable {
  /** Within which both jobs have to run again, and complete a checkpoint. */
  private static final Duration RECOVERY = Duration.ofMinutes(1);

  private static final Duration SETTLING = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 100;
  private static final int JOBS = 2;
  private static final String WATERMARK = "Evaluate_transactions.currentOutputWatermark";

  private final DataDirectory directory;
  private final Platform platform;
  private Duration slowestRecovery = Duration.ZERO;
  private int recoveries;

  private Trial(DataDirectory directory, Platform platform) {
    this.directory = directory;
    this.platform = platform;
  }

  /** How the platform is started, unless a scenario wants it otherwise. */
  public static PlatformSettings settings() {
    return new PlatformSettings(
        0, 0, 0, 0, false, FlinkMode.SESSION, DirectoryFormat.withDefaults(2));
  }

  /** Starts everything on a new directory. */
  public static Trial start(Path folder) throws InterruptedException {
    return start(folder, settings());
  }

  /** Starts everything on a new directory, or on one of an earlier trial. */
  public static Trial start(Path folder, PlatformSettings settings) throws InterruptedException {
    DataDirectory directory = new DataDirectory(folder);
    return new Trial(directory, Platform.start(directory, settings, (part, detail, after) -> {}));
  }

  public DataDirectory directory() {
    return directory;
  }

  public Endpoints endpoints() {
    return platform.endpoints();
  }

  /** How many failures of each job Flink remembers: each has restarted it. */
  public Map<String, Integer> failures() throws IOException {
    FlinkRest flink = new FlinkRest(endpoints().flink());
    Map<String, Integer> failures = new TreeMap<>();
    for (FlinkRest.Job job : flink.jobs()) {
      failures.put(job.name(), flink.failures(job.id()));
    }
    return failures;
  }

  /** The newest checkpoint of each job that runs with all its tasks. */
  public Map<String, Long> checkpoints() throws IOException {
    FlinkRest flink = new FlinkRest(endpoints().flink());
    Map<String, Long> newest = new TreeMap<>();
    for (FlinkRest.Job job : flink.jobs()) {
      if (job.isRunning()) {
        flink
            .checkpoints(job.id())
            .last()
            .ifPresent(checkpoint -> newest.put(job.name(), checkpoint.id()));
      }
    }
    return newest;
  }

  /** Does harm, and waits until both jobs have completed a checkpoint that was begun after it. */
  public void suffer(Fault fault) throws Exception {
    Map<String, Long> before = awaitCheckpointsAfter(Map.of(), RECOVERY);
    fault.happen();
    long happened = System.nanoTime();
    // One that was under way then may complete in spite of it.
    before.replaceAll((job, id) -> id + 1);
    awaitCheckpointsAfter(before, RECOVERY);
    Duration took = Duration.ofNanos(System.nanoTime() - happened);
    slowestRecovery = took.compareTo(slowestRecovery) > 0 ? took : slowestRecovery;
    recoveries++;
  }

  /** Something bad. */
  @FunctionalInterface
  public interface Fault {
    void happen() throws Exception;
  }

  /** Waits until the platform has given up a part for good, and says which and why. */
  public String awaitEnd(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<String> failure = platform.failure();
      if (failure.isPresent()) {
        return failure.get();
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    throw new AssertionError("the platform has not ended within " + patience.toSeconds() + " s");
  }

  private Map<String, Long> awaitCheckpointsAfter(Map<String, Long> before, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    String seen = "nothing";
    while (System.nanoTime() < deadline) {
      requireAlive();
      try {
        Map<String, Long> now = checkpoints();
        seen = now.toString();
        if (now.size() == JOBS
            && now.entrySet().stream()
                .allMatch(job -> job.getValue() > before.getOrDefault(job.getKey(), 0L))) {
          return now;
        }
      } catch (IOException e) {
        seen = e.toString();
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new AssertionError(
        "no checkpoint after %s within %d s; last seen: %s"
            .formatted(before, patience.toSeconds(), seen));
  }

  private void requireAlive() throws InterruptedException {
    platform
        .failure()
        .ifPresent(
            failure -> {
              throw new AssertionError("the platform has ended: " + failure);
            });
  }

  /**
   * Lets the traffic end, and holds what came out of it to the oracle, once it has settled.
   *
   * @throws AssertionError with everything that does not hold
   */
  public void verify(Traffic traffic) throws Exception {
    traffic.finish();
    Invariant invariant = Invariant.of(endpoints());
    settle(invariant::violations);
    System.out.printf(
        Locale.ROOT,
        "  %d alerts and %d cases as expected, none lost, doubled or made up; %d recoveries, the"
            + " slowest took %.1f s%n",
        invariant.alerts(),
        invariant.cases(),
        recoveries,
        slowestRecovery.toMillis() / 1e3);
  }

  /**
   * Sends payments whose bytes were changed by chance, and waits until each is accounted for.
   *
   * @throws AssertionError with everything that is not
   */
  public void sendMutated(Seed seed, int records) throws Exception {
    new MutatedTraffic(seed).send(endpoints().kafka(), records);
    account();
    System.out.printf("  %,d mutated records, each accounted for%n", records);
  }

  /**
   * Waits until each record of the topic {@code transactions} is where it belongs.
   *
   * @throws AssertionError with everything that is not
   */
  public void account() throws InterruptedException {
    settle(() -> Accounting.gaps(endpoints().kafka()));
  }

  /** Up to which event time transactions are taken to be complete, once Flink has said so. */
  public Optional<Instant> watermark() throws IOException {
    FlinkRest flink = new FlinkRest(endpoints().flink());
    for (FlinkRest.Job job : flink.jobs()) {
      if (job.name().equals(DetectionJob.NAME)) {
        return flink.metrics(job.id(), WATERMARK::equals).values().stream()
            .map(metric -> Instant.ofEpochMilli((long) metric.min()))
            .filter(Instant.EPOCH::isBefore)
            .findFirst();
      }
    }
    return Optional.empty();
  }

  /** What the platform says is wrong, as its users see it. */
  public List<String> alarms() throws InterruptedException {
    List<String> alarms = new ArrayList<>(platform.troubles());
    for (PartHealth part : HealthCheck.ask(endpoints())) {
      part.warnings().forEach(warning -> alarms.add(part.name() + ": " + warning));
      if (!part.ready()) {
        alarms.add(part.name() + ": " + part.detail());
      }
    }
    return alarms;
  }

  private void settle(Supplier<List<String>> violations) throws InterruptedException {
    long deadline = System.nanoTime() + SETTLING.toNanos();
    List<String> found;
    do {
      requireAlive();
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      found = violations.get();
    } while (!found.isEmpty() && System.nanoTime() < deadline);
    if (!found.isEmpty()) {
      throw new AssertionError(String.join(System.lineSeparator(), found));
    }
  }

  @Override
  public void close() {
    platform.close();
  }
}
