package io.harrier.detection.evaluate;

import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.model.PublishedRelease;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** A live release in one subtask: loaded by others, evaluated by this one. */
final class ScheduledRelease implements AutoCloseable {
  private final String releaseId;
  private final String contentHash;
  private final long activeFrom;
  private final ReleaseCache.Lease lease;
  private TransactionEvaluator evaluator;
  private Throwable failure;

  ScheduledRelease(PublishedRelease release, ReleaseCache.Lease lease) {
    this.releaseId = release.releaseId();
    this.contentHash = release.contentHash();
    this.activeFrom = release.activeFrom();
    this.lease = lease;
  }

  String releaseId() {
    return releaseId;
  }

  long activeFrom() {
    return activeFrom;
  }

  boolean isSameAs(PublishedRelease release) {
    return releaseId.equals(release.releaseId())
        && contentHash.equals(release.contentHash())
        && activeFrom == release.activeFrom();
  }

  TransactionEvaluator evaluator() {
    return evaluator;
  }

  /** Whether its bundle has been loaded; does not wait. */
  boolean isLoaded() {
    return lease.isLoaded();
  }

  /** Whether it has been found not to be loadable. */
  boolean isBroken() {
    return failure != null;
  }

  /**
   * Makes the evaluator, once the release is loaded.
   *
   * @return what went wrong, the first time it did
   */
  Optional<Throwable> prepare(EvaluationSettings settings) {
    if (evaluator != null || failure != null) {
      return Optional.empty();
    }
    try {
      evaluator = lease.await().newEvaluator(releaseId, settings);
      return Optional.empty();
    } catch (CompletionException e) {
      failure = e.getCause();
    } catch (RuntimeException | LinkageError e) {
      failure = e;
    }
    return Optional.of(failure);
  }

  @Override
  public void close() {
    if (evaluator != null) {
      evaluator.close();
    }
    lease.close();
  }
}
