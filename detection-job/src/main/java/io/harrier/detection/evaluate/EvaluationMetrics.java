package io.harrier.detection.evaluate;

import io.harrier.detection.state.UserCache;
import io.harrier.engine.evaluate.EvaluationSettings.LateStrategy;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.EntityList;
import io.harrier.model.Outcome;
import io.harrier.model.Transaction;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What a subtask reports of its evaluations. */
final class EvaluationMetrics {
  private static final int HISTOGRAM_WINDOW = 4096;

  private final MetricGroup group;
  private final Map<Outcome, Counter> decisions = new EnumMap<>(Outcome.class);
  private final AlertCounters alerts;
  private final Counter late;
  private final Counter duplicates;
  private final Counter releaseLoadFailures;
  private final Counter releasesRefused;
  private final Counter unreadableReferenceRecords;
  private final Histogram endToEndLatency;
  private final Histogram evaluationCost;
  private final RuleMetrics rules;
  private final RuleMetrics canaryRules;
  private final RuleMetrics shadowRules;
  private final CanaryMetrics canary;
  private final ShadowMetrics shadow;
  private volatile String releaseInForce = "";
  private volatile long newestEventTime = -1;

  EvaluationMetrics(MetricGroup group, LateStrategy lateStrategy) {
    this.group = group;
    alerts = new AlertCounters(group);
    rules = new RuleMetrics(group);
    canaryRules = new RuleMetrics(group.addGroup("canary"));
    shadowRules = new RuleMetrics(group.addGroup("shadow"));
    canary = new CanaryMetrics(group.addGroup("canary"));
    shadow = new ShadowMetrics(group.addGroup("shadow"));
    for (Outcome outcome : Outcome.values()) {
      decisions.put(outcome, group.addGroup("outcome", outcome.name()).counter("decisions"));
    }
    late = group.addGroup("strategy", lateStrategy.name()).counter("late");
    duplicates = group.counter("duplicates");
    releaseLoadFailures = group.counter("releaseLoadFailures");
    releasesRefused = group.counter("releasesRefused");
    unreadableReferenceRecords = group.counter("unreadableReferenceRecords");
    endToEndLatency =
        group.histogram(
            "endToEndLatencyMillis", new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
    evaluationCost =
        group.histogram(
            "evaluationCostNanos", new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
    group.gauge("releaseInForce", (Gauge<String>) () -> releaseInForce);
    group.gauge("newestEventTime", (Gauge<Long>) () -> newestEventTime);
  }

  /** Registers what is read when it is asked for. */
  void register(
      Supplier<Boolean> ready, IntSupplier held, IntSupplier quarantined, UserCache cache) {
    group.gauge("ready", (Gauge<Integer>) () -> ready.get() ? 1 : 0);
    group.gauge("held", (Gauge<Integer>) held::getAsInt);
    group.gauge("quarantinedRules", (Gauge<Integer>) quarantined::getAsInt);
    MetricGroup userCache = group.addGroup("userCache");
    userCache.gauge("users", (Gauge<Integer>) cache::size);
    userCache.gauge("hits", (Gauge<Long>) cache::hits);
    userCache.gauge("misses", (Gauge<Long>) cache::misses);
  }

  /** Registers how many entries each list has. */
  void registerLists(ToIntFunction<EntityList> size) {
    for (EntityList list : EntityList.values()) {
      group
          .addGroup("list", list.name())
          .gauge("entries", (Gauge<Integer>) () -> size.applyAsInt(list));
    }
  }

  /** Beside the watermark it tells whether time stands still, whatever the clock says. */
  void onArrival(Transaction transaction) {
    if (transaction.eventTime() > newestEventTime) {
      newestEventTime = transaction.eventTime();
    }
  }

  void onDecision(Transaction transaction, Decision decision, boolean byCanary) {
    decisions.get(decision.outcome()).inc();
    if (transaction.producedAt() != Transaction.NOT_RECORDED) {
      endToEndLatency.update(Math.max(0, decision.decidedAt() - transaction.producedAt()));
    }
    if (byCanary) {
      canary.onDecision(decision);
    } else {
      releaseInForce = decision.release();
    }
  }

  void onAlert(Alert alert, boolean byCanary) {
    alerts.count(alert);
    if (byCanary) {
      canary.alerts().count(alert);
    }
  }

  void onLate() {
    late.inc();
  }

  void onDuplicate() {
    duplicates.inc();
  }

  void onReleaseRefused() {
    releasesRefused.inc();
  }

  void onReleaseLoadFailure() {
    releaseLoadFailures.inc();
  }

  void onUnreadableReferenceRecord() {
    unreadableReferenceRecords.inc();
  }

  void onEvaluated(long nanos) {
    evaluationCost.update(nanos);
  }

  /** Of the live releases, or of the one in canary. */
  RuleMetrics rules(boolean ofCanary) {
    return ofCanary ? canaryRules : rules;
  }

  RuleMetrics shadowRules() {
    return shadowRules;
  }

  ShadowMetrics shadow() {
    return shadow;
  }
}
