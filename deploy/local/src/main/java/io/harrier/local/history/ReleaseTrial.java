package io.harrier.local.history;

import io.harrier.backtest.compare.CanaryComparison;
import io.harrier.backtest.compare.LiveComparison;
import io.harrier.backtest.compare.RecordedPart;
import io.harrier.backtest.compare.ShadowComparison;
import io.harrier.backtest.report.TrialReport;
import io.harrier.local.CommandFailedException;
import io.harrier.local.health.EvaluationHealth;
import io.harrier.local.health.FlinkRest;
import io.harrier.local.health.RuleHealth.Role;
import io.harrier.model.ReleaseState;
import io.harrier.registry.RegistryException;
import io.harrier.registry.Release;
import io.harrier.registry.StoredReleases;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.KafkaException;

/** A release in shadow or in canary beside the live one, by what the running job has recorded. */
public final class ReleaseTrial {
  /** How far ahead of the clock the event time of a transaction may be. */
  private static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  private final Release release;
  private final StoredReleases registry;
  private final String kafka;
  private final InstantSource clock;

  private ReleaseTrial(
      Release release, StoredReleases registry, String kafka, InstantSource clock) {
    this.release = release;
    this.registry = registry;
    this.kafka = kafka;
    this.clock = clock;
  }

  /** Whether a release is tried, so that there is something to compare. */
  public static boolean isTried(Release release) {
    return release.state() == ReleaseState.SHADOW || release.state() == ReleaseState.CANARY;
  }

  /**
   * @throws CommandFailedException if the release is neither in shadow nor in canary
   */
  public static ReleaseTrial of(
      Release release, StoredReleases registry, String kafka, InstantSource clock) {
    if (!isTried(release)) {
      throw new CommandFailedException(
          "%s is %s, and only a release in shadow or in canary is compared with the live one as it"
                  .formatted(release.releaseId(), release.state())
              + " runs%s. What it finds in recorded transactions: ./harrier rules backtest %s --transactions transactions@-1d.. --against live"
                  .formatted(
                      release.state() == ReleaseState.VALIDATED
                          ? " (./harrier rules shadow %s)".formatted(release.releaseId())
                          : "",
                      release.releaseId()));
    }
    return new ReleaseTrial(release, registry, kafka, clock);
  }

  /**
   * Compares the release with the live one since it became active.
   *
   * @param since the event time to begin with, from the one that transactions have reached; not
   *     before the release became active
   * @param limit after which reading is given up; empty for as long as it takes
   * @throws CommandFailedException if Kafka does not answer, a record cannot be read, or it takes
   *     too long
   */
  public TrialReport compare(
      Optional<UnaryOperator<Instant>> since,
      RecordedTrial.Progress progress,
      Optional<Duration> limit) {
    try {
      Instant now =
          StreamTime.behind(kafka, clock).map(StreamTime::newest).orElseGet(clock::instant);
      Release live =
          registry
              .decidingAt(now)
              .orElseThrow(
                  () -> new CommandFailedException("no release is live: nothing to compare with"));
      Instant active = release.activeFrom().orElseThrow();
      Instant begin = since.map(from -> from.apply(now)).filter(active::isBefore).orElse(active);
      RecordedTrial recorded = RecordedTrial.of(kafka, begin, readFrom(begin), clock);
      LiveComparison<?> comparison = comparison(live.releaseId(), recorded.part());
      recorded.readInto(comparison, progress, limit);
      return comparison.report();
    } catch (KafkaException e) {
      throw new CommandFailedException(
          "Kafka at %s does not answer (%s): ./harrier status says what runs"
              .formatted(kafka, e.getMessage()),
          e);
    }
  }

  /**
   * The same with what the rules cost in the running job, where Flink has figures of both sides.
   */
  public TrialReport withCost(TrialReport report, String flink) {
    try {
      Role role = release.state() == ReleaseState.SHADOW ? Role.SHADOW : Role.CANARY;
      Set<String> tried = registry.definition(report.releaseId()).ruleIds();
      Set<String> live = registry.definition(report.live()).ruleIds();
      return EvaluationHealth.ask(new FlinkRest(flink))
          .flatMap(health -> MeasuredCost.of(health.of(role, tried), health.of(Role.LIVE, live)))
          .map(report::withCost)
          .orElse(report);
    } catch (IOException | RegistryException e) {
      return report; // the comparison stands without
    }
  }

  private LiveComparison<?> comparison(String liveId, RecordedPart part) {
    String releaseId = release.releaseId();
    return release.state() == ReleaseState.SHADOW
        ? new ShadowComparison(releaseId, liveId, registry.definition(releaseId).thresholds(), part)
        : new CanaryComparison(releaseId, liveId, release.canaryPercent(), part);
  }

  /** Nothing of it was recorded before the release was stored, or much before its event time. */
  private Instant readFrom(Instant begin) {
    Instant stored = release.createdAt();
    return (stored.isAfter(begin) ? stored : begin).minus(MAX_AHEAD);
  }
}
