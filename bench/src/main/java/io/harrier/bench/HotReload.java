package io.harrier.bench;

import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.signature.KeyFile;
import io.harrier.engine.signature.ReleaseSigner;
import io.harrier.registry.Publication;
import io.harrier.registry.ReleaseArtifact;
import io.harrier.registry.ReleaseRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Measures what changing to a release of {@value EngineRelease#RULES} rules takes while payments
 * stream through the platform: from its approval to its first decision, if it was stored before;
 * the same from its folder, gate included; and how long payments wait for their decisions
 * meanwhile, against a steady time in the same run.
 */
public final class HotReload {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** From storing a release to approving it. Jobs load it then. */
  private static final Duration LOADING = Duration.ofSeconds(10);

  /** Counted as the time of a change, from its approval on. */
  private static final Duration CHANGE = Duration.ofSeconds(5);

  private static final String AUTHOR = "bench";

  private final ReleaseRegistry registry;
  private final LiveTraffic traffic;

  private HotReload(ReleaseRegistry registry, LiveTraffic traffic) {
    this.registry = registry;
    this.traffic = traffic;
  }

  /**
   * @param args transactions a second, seconds to warm up, seconds of the steady time, and how many
   *     changes to stored releases
   */
  public static void main(String[] args) throws Exception {
    int rate = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
    Duration warmUp = Duration.ofSeconds(args.length > 1 ? Integer.parseInt(args[1]) : 120);
    Duration steady = Duration.ofSeconds(args.length > 2 ? Integer.parseInt(args[2]) : 60);
    int changes = args.length > 3 ? Integer.parseInt(args[3]) : 8;
    Path directory = Files.createTempDirectory("harrier-hot-reload");
    try {
      List<ReleaseArtifact> compiled = compile(directory, changes);
      try (RunningPlatform platform = RunningPlatform.start(directory.resolve("data"));
          LiveTraffic traffic = LiveTraffic.start(platform.kafka(), rate)) {
        HotReload reload = new HotReload(registry(platform), traffic);
        reload.publish(compiled.get(0));
        TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
        traffic.latencies();
        TimeUnit.NANOSECONDS.sleep(steady.toNanos());
        print("steady", traffic.latencies());
        reload.change(compiled.subList(1, compiled.size()));
        reload.changeThroughTheGate(folder(directory, "through the gate"));
      }
    } finally {
      RunningPlatform.delete(directory);
    }
  }

  /** The first one, and one for each change; nothing else runs yet. */
  private static List<ReleaseArtifact> compile(Path directory, int changes)
      throws IOException, InvalidReleaseException {
    List<ReleaseArtifact> compiled = new ArrayList<>();
    Histogram millis = new Histogram(3);
    for (int i = 0; i <= changes; i++) {
      Path folder = folder(directory, "variant " + i);
      long started = System.nanoTime();
      compiled.add(ReleaseArtifact.compile(folder));
      millis.recordValue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
    }
    System.out.printf(
        Locale.ROOT,
        "the gate on an idle machine: median %.1f s, most %.1f s%n",
        millis.getValueAtPercentile(50) / 1e3,
        millis.getMaxValue() / 1e3);
    return compiled;
  }

  private static Path folder(Path directory, String variant) throws IOException {
    Path folder = Files.createDirectory(directory.resolve(variant.replace(' ', '-')));
    EngineRelease.write(folder, variant);
    return folder;
  }

  private static ReleaseRegistry registry(RunningPlatform platform) throws IOException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(platform.postgres());
    return new ReleaseRegistry(database)
        .signingWith(new ReleaseSigner(KeyFile.readPrivate(platform.signingKey())));
  }

  private void change(List<ReleaseArtifact> compiled) throws InterruptedException {
    Histogram loading = new Histogram(3);
    Histogram meanwhile = new Histogram(3);
    Histogram inForce = new Histogram(3);
    for (ReleaseArtifact artifact : compiled) {
      traffic.latencies();
      String releaseId = registry.store(artifact, AUTHOR).releaseId();
      TimeUnit.NANOSECONDS.sleep(LOADING.toNanos());
      loading.add(traffic.latencies());
      long started = System.nanoTime();
      registry.promote(releaseId, AUTHOR, Optional.empty());
      traffic.awaitDecisionBy(releaseId, LIMIT);
      long took = System.nanoTime() - started;
      inForce.recordValue(TimeUnit.NANOSECONDS.toMillis(took));
      TimeUnit.NANOSECONDS.sleep(CHANGE.toNanos() - took);
      meanwhile.add(traffic.latencies());
    }
    print("loading", loading);
    print(compiled.size() + " changes", meanwhile);
    System.out.printf(
        Locale.ROOT,
        "stored before, from approval to the first decision: median %d ms, most %d ms%n",
        inForce.getValueAtPercentile(50),
        inForce.getMaxValue());
  }

  private void publish(ReleaseArtifact artifact) throws InterruptedException {
    await(registry.publish(artifact, AUTHOR, Optional.empty()));
  }

  private void changeThroughTheGate(Path folder)
      throws InvalidReleaseException, InterruptedException {
    traffic.latencies();
    long started = System.nanoTime();
    Publication publication = registry.publish(folder, AUTHOR, Optional.empty());
    long published = System.nanoTime();
    await(publication);
    print("gate beside", traffic.latencies());
    System.out.printf(
        Locale.ROOT,
        "from the folder, through the gate: published after %.1f s, first decision after %.1f s%n",
        (published - started) / 1e9,
        (System.nanoTime() - started) / 1e9);
  }

  private void await(Publication publication) throws InterruptedException {
    traffic.awaitDecisionBy(publication.release().releaseId(), LIMIT);
  }

  private static void print(String label, Histogram micros) {
    System.out.printf(
        Locale.ROOT,
        "%-12s %,9d decisions   p50 %7.1f ms   p99 %7.1f ms   most %7.1f ms%n",
        label,
        micros.getTotalCount(),
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getMaxValue() / 1e3);
  }
}
