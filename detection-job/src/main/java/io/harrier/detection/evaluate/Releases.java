package io.harrier.detection.evaluate;

import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.engine.sequence.OpenMatchCounts;
import io.harrier.model.CanaryShare;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import java.util.function.BiConsumer;

/**
 * The releases that one subtask evaluates: the live ones, one in canary for some of the users, one
 * in shadow beside whichever decides. Those that wait to be any of these are loaded.
 */
final class Releases implements AutoCloseable {
  private final ReferenceData reference;
  private final Quarantine quarantine;
  private final ReleaseSchedule live;
  private final ReleaseSchedule canary;
  private final ReleaseSchedule shadow;
  private final LoadedAhead waiting;

  /**
   * @param counts of the releases that decide, and of those in shadow
   * @param onBroken told once of each release that cannot be loaded
   */
  Releases(
      ReferenceData reference,
      Quarantine quarantine,
      ReleaseCache cache,
      ReleaseLoader loader,
      OperatorSettings settings,
      OpenMatches counts,
      BiConsumer<String, Throwable> onBroken) {
    this.reference = reference;
    this.quarantine = quarantine;
    Starter starter = new Starter(cache, loader, settings, quarantine);
    this.live =
        new ReleaseSchedule(
            release -> starter.start(release, Releases::decider, counts.deciding()), onBroken);
    this.canary =
        new ReleaseSchedule(
            release -> starter.start(release, Releases::decider, counts.deciding()), onBroken);
    this.shadow =
        new ReleaseSchedule(
            release -> starter.start(release, Releases::onlooker, counts.shadow()), onBroken);
    this.waiting = new LoadedAhead(cache, loader);
  }

  /** Which kind of evaluator a release needs. */
  private interface Role {
    TransactionEvaluator of(
        ReleaseLoader.Loaded loaded, String releaseId, EvaluationSettings settings);
  }

  private static TransactionEvaluator decider(
      ReleaseLoader.Loaded loaded, String releaseId, EvaluationSettings settings) {
    return loaded.newEvaluator(releaseId, settings);
  }

  private static TransactionEvaluator onlooker(
      ReleaseLoader.Loaded loaded, String releaseId, EvaluationSettings settings) {
    return loaded.newShadow(releaseId, settings);
  }

  private record Starter(
      ReleaseCache cache, ReleaseLoader loader, OperatorSettings settings, Quarantine quarantine) {

    ScheduledRelease start(PublishedRelease release, Role role, OpenMatchCounts counts) {
      return new ScheduledRelease(
          release,
          cache.lease(loader, release),
          loaded -> {
            TransactionEvaluator evaluator =
                role.of(loaded, release.releaseId(), settings.evaluation());
            evaluator.countOpenMatches(counts);
            return evaluator;
          },
          settings.ruleBudget(),
          quarantine.of(release.releaseId()));
    }
  }

  /** Takes the releases from the reference data, and which of their rules are off. */
  void refresh() throws Exception {
    quarantine.keepOnly(reference.evaluatedReleases());
    live.replace(reference.loadableReleases(ReleaseState.LIVE), quarantine::of);
    canary.replace(reference.loadableReleases(ReleaseState.CANARY), quarantine::of);
    shadow.replace(reference.loadableReleases(ReleaseState.SHADOW), quarantine::of);
    // Last, so that what has been let go on is held by one of the others.
    waiting.replace(reference.loadableReleases(ReleaseState.VALIDATED));
  }

  /**
   * The release that decides a user's transactions; waits for its bundle. Null while no live one
   * can be loaded: one in canary decides only beside it.
   */
  ScheduledRelease deciding(String userId, long eventTime) {
    ScheduledRelease decides = live.at(eventTime);
    if (decides == null || canary.isEmpty()) {
      return decides;
    }
    ScheduledRelease started = canary.startedAt(eventTime);
    return started != null && CanaryShare.includes(userId, started.canaryPercent())
        ? started
        : decides;
  }

  boolean isCanary(ScheduledRelease release) {
    return !canary.isEmpty() && canary.releases().contains(release);
  }

  /** The release in shadow, once it has been loaded; a transaction never waits for it. */
  ScheduledRelease shadow(long eventTime) {
    return shadow.isEmpty() ? null : shadow.loadedAt(eventTime);
  }

  /** Whether a release is in shadow, loaded or not. */
  boolean hasShadow() {
    return !shadow.isEmpty();
  }

  /** Whether one in shadow has been loaded and has not failed; asked by threads that report. */
  boolean isShadowLoaded() {
    return shadow.isAnyLoaded();
  }

  /** Whether some live release has been loaded; asked by threads that report. */
  boolean isAnyLoaded() {
    return live.isAnyLoaded();
  }

  /** The live releases, for messages. */
  @Override
  public String toString() {
    return live.toString();
  }

  @Override
  public void close() {
    live.close();
    canary.close();
    shadow.close();
    waiting.close();
  }
}
