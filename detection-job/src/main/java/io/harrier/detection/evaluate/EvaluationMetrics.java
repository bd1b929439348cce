package io.harrier.detection.evaluate;

import io.harrier.detection.state.UserCache;
import io.harrier.engine.evaluate.EvaluationSettings.LateStrategy;
import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.EntityList;
import io.harrier.model.Outcome;
import io.harrier.model.Transaction;
import java.util.EnumMap;
import java.util.HashMap;
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
  private static final int RULES_EVERY = 1024;

  private final MetricGroup group;
  private final Map<Outcome, Counter> decisions = new EnumMap<>(Outcome.class);
  private final Map<String, Counter> alertsByRule = new HashMap<>();
  private final Counter late;
  private final Counter duplicates;
  private final Counter releaseLoadFailures;
  private final Counter releasesRefused;
  private final Counter unreadableReferenceRecords;
  private final Histogram endToEndLatency;
  private final Histogram evaluationCost;
  private final RuleMetrics rules;
  private int evaluations;
  private volatile String releaseInForce = "";

  EvaluationMetrics(MetricGroup group, LateStrategy lateStrategy) {
    this.group = group;
    rules = new RuleMetrics(group);
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
  }

  /** Registers what is read when it is asked for. */
  void register(Supplier<Boolean> ready, IntSupplier held, UserCache cache) {
    group.gauge("ready", (Gauge<Integer>) () -> ready.get() ? 1 : 0);
    group.gauge("held", (Gauge<Integer>) held::getAsInt);
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

  void onDecision(Transaction transaction, Decision decision) {
    decisions.get(decision.outcome()).inc();
    if (transaction.producedAt() != Transaction.NOT_RECORDED) {
      endToEndLatency.update(Math.max(0, decision.decidedAt() - transaction.producedAt()));
    }
    releaseInForce = decision.release();
  }

  /** The rules of the releases bound the number of counters. */
  void onAlert(Alert alert) {
    alertsByRule
        .computeIfAbsent(alert.ruleId(), rule -> group.addGroup("rule", rule).counter("alerts"))
        .inc();
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

  /**
   * @param evaluator that evaluated; asked for its rules now and then
   */
  void onEvaluated(long nanos, TransactionEvaluator evaluator) {
    evaluationCost.update(nanos);
    if (++evaluations % RULES_EVERY == 0) {
      rules.update(evaluator.ruleProfiles());
    }
  }
}
