package io.harrier.detection.evaluate;

import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.model.PublishedRelease;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * A release in one subtask: loaded and prepared on other threads, evaluated by the task's. Its
 * content never changes; which of its rules are off may, at any time.
 */
final class ScheduledRelease implements AutoCloseable {
  private final ReleaseCache.Lease lease;
  private final CompletableFuture<TransactionEvaluator> preparing;
  private final RuleGuard guard;
  private PublishedRelease release;
  private Set<String> quarantined;
  private TransactionEvaluator evaluator;
  private volatile Throwable failure;
  private int profiled;

  /**
   * @param preparing makes the evaluator of the loaded release
   * @param quarantined ids of rules that the task has switched off
   */
  ScheduledRelease(
      PublishedRelease release,
      ReleaseCache.Lease lease,
      Function<ReleaseLoader.Loaded, TransactionEvaluator> preparing,
      RuleBudget budget,
      Set<String> quarantined) {
    this.release = release;
    this.lease = lease;
    this.preparing = lease.make(preparing);
    this.guard = new RuleGuard(budget);
    this.quarantined = Set.copyOf(quarantined);
  }

  String releaseId() {
    return release.releaseId();
  }

  long activeFrom() {
    return release.activeFrom();
  }

  /** Of how many users in a hundred it decides, in canary. */
  int canaryPercent() {
    return release.canaryPercent();
  }

  /** Whether it is this release, whichever of its rules are off and however many users it has. */
  boolean isSameAs(PublishedRelease other) {
    return releaseId().equals(other.releaseId())
        && release.contentHash().equals(other.contentHash())
        && activeFrom() == other.activeFrom();
  }

  /** Takes over which rules are off, and for how many users it decides. */
  void update(PublishedRelease newest, Set<String> newlyQuarantined) {
    for (String ruleId : quarantined) {
      if (!newlyQuarantined.contains(ruleId)) {
        guard.forget(ruleId);
      }
    }
    release = newest;
    quarantine(newlyQuarantined);
  }

  /** Takes over which rules the task has switched off. */
  void quarantine(Set<String> rules) {
    quarantined = Set.copyOf(rules);
    if (evaluator != null) {
      evaluator.switchOff(off());
    }
  }

  private Set<String> off() {
    Set<String> off = new HashSet<>(release.disabledRules());
    off.addAll(quarantined);
    return off;
  }

  /** Once it is prepared. */
  TransactionEvaluator evaluator() {
    return evaluator;
  }

  /** Whether it has been loaded and prepared; does not wait. */
  boolean isLoaded() {
    return preparing.isDone() && !preparing.isCompletedExceptionally() && failure == null;
  }

  /** Whether it is known by now whether it can be loaded; does not wait. */
  boolean isKnown() {
    return preparing.isDone();
  }

  /** Whether it has been found not to be loadable. */
  boolean isBroken() {
    return failure != null;
  }

  /** Gives it up; it is as one that cannot be loaded. */
  void fail(Throwable cause) {
    failure = cause;
    if (evaluator != null) {
      evaluator.close();
      evaluator = null;
    }
  }

  /**
   * Takes the evaluator; waits until there is one.
   *
   * @return what went wrong, the first time it did
   */
  Optional<Throwable> prepare() {
    if (evaluator != null || failure != null) {
      return Optional.empty();
    }
    lease.hurry();
    try {
      evaluator = preparing.join();
      evaluator.switchOff(off());
      return Optional.empty();
    } catch (CompletionException e) {
      failure = e.getCause();
    } catch (RuntimeException | LinkageError e) {
      failure = e;
    }
    return Optional.of(failure);
  }

  /**
   * Looks whether rules are over their budget, when there is something new to look at.
   *
   * @return what is, each once
   */
  List<RuleGuard.Overrun> look(long now) {
    return evaluator == null ? List.of() : guard.look(evaluator, now);
  }

  /** Whether there are new measurements since this was last asked. */
  boolean takeMeasured() {
    int newest = evaluator == null ? profiled : evaluator.profiled();
    boolean measured = newest != profiled;
    profiled = newest;
    return measured;
  }

  @Override
  public void close() {
    if (evaluator != null) {
      evaluator.close();
      evaluator = null;
    } else if (failure == null) {
      var unused = preparing.thenAccept(TransactionEvaluator::close);
    }
    lease.close();
  }
}
