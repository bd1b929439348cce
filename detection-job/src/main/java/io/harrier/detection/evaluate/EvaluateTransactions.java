package io.harrier.detection.evaluate;

import io.harrier.detection.EpochClock;
import io.harrier.detection.source.ReferenceEnds;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.detection.state.Formats;
import io.harrier.detection.state.States;
import io.harrier.detection.state.UserEntry;
import io.harrier.detection.state.Users;
import io.harrier.engine.evaluate.Evaluation;
import io.harrier.engine.evaluate.EvaluationSettings.LateStrategy;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.QuarantinedRule;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides each transaction the moment it arrives, in the order of its user's partition. Owns state,
 * timers and metrics; the engine decides.
 *
 * <p>Until the reference data is there, and while no live release can be loaded, transactions are
 * held in keyed state. A late transaction gets no decision, unless late ones are evaluated.
 *
 * <p>A release in shadow is evaluated after the one that decides, and changes nothing of what that
 * one says.
 */
public final class EvaluateTransactions
    extends KeyedBroadcastProcessFunction<String, Transaction, ReferenceUpdate, Decision>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(EvaluateTransactions.class);

  public static final OutputTag<Alert> ALERTS = new OutputTag<>("alerts", Formats.ALERT.typeInfo());
  public static final OutputTag<Alert> SHADOW_ALERTS =
      new OutputTag<>("shadow-alerts", Formats.ALERT.typeInfo());
  public static final OutputTag<QuarantinedRule> QUARANTINED_RULES =
      new OutputTag<>("quarantined-rules", Formats.QUARANTINED_RULE.typeInfo());
  public static final OutputTag<LateTransaction> LATE =
      new OutputTag<>("late", Formats.LATE_TRANSACTION.typeInfo());

  /** Transactions that were decided: what {@code activity} counts. */
  public static final OutputTag<Transaction> DECIDED =
      new OutputTag<>("decided", Formats.TRANSACTION.typeInfo());

  // configuration
  private final OperatorSettings settings;
  private final ReleaseLoader loader;
  private final ReleaseTrust trust;
  private final ReferenceEnds referenceEnds;
  private final EpochClock clock;

  // runtime
  private transient ReferenceData reference;
  private transient Quarantine quarantine;
  private transient OpenMatches openMatches;
  private transient Releases releases;
  private transient ShadowRun shadow;
  private transient RuleWatch watch;
  private transient ReadinessGate gate;
  private transient UserTimers timers;
  private transient Users users;
  private transient HeldTransactions held;
  private transient EvaluationMetrics metrics;
  private transient volatile boolean open;

  public EvaluateTransactions(
      OperatorSettings settings,
      ReleaseLoader loader,
      ReleaseTrust trust,
      ReferenceEnds referenceEnds,
      EpochClock clock) {
    this.settings = settings;
    this.loader = loader;
    this.trust = trust;
    this.referenceEnds = referenceEnds;
    this.clock = clock;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    reference =
        new ReferenceData(
            context.getOperatorStateStore(),
            settings.keptReleases(),
            new ReleaseAdmission(trust, this::onRefusedRelease));
    quarantine = new Quarantine(context.getOperatorStateStore());
    openMatches = new OpenMatches(context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    reference.lists().dropExpired(clock.now());
    quarantine.snapshot();
    openMatches.snapshot();
  }

  @Override
  public void open(OpenContext context) throws Exception {
    users = new Users(getRuntimeContext(), settings.userCacheBytes());
    held =
        new HeldTransactions(getRuntimeContext().getListState(States.held()), settings.maxHeld());
    metrics =
        new EvaluationMetrics(
            getRuntimeContext().getMetricGroup(), settings.evaluation().lateStrategy());
    metrics.register(
        () -> open && releases.isAnyLoaded(), held::count, quarantine::size, users.cache());
    metrics.registerLists(reference.lists()::size);
    releases =
        new Releases(
            reference,
            quarantine,
            ReleaseCache.shared(),
            loader,
            settings,
            openMatches,
            this::onBrokenRelease);
    shadow = new ShadowRun(releases, metrics.shadow());
    watch =
        new RuleWatch(quarantine, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), clock);
    timers = new UserTimers(settings.stateRetention().toMillis());
    // What a checkpoint brought back is loaded while the sources still open.
    releases.refresh();
    gate =
        new ReadinessGate(reference, referenceEnds.read(), settings.referenceQuiet(), clock.now());
    open = gate.isOpen(clock.now());
  }

  @Override
  public void processBroadcastElement(
      ReferenceUpdate update, Context context, Collector<Decision> out) throws Exception {
    long now = clock.now();
    if (update instanceof ReferenceUpdate.Unreadable unreadable) {
      metrics.onUnreadableReferenceRecord();
      LOG.error("a reference record cannot be read; what was known stays in force: {}", unreadable);
    }
    if (reference.apply(update, now)) {
      releases.refresh();
    }
    gate.onUpdate(now);
    open = gate.isOpen(now);
  }

  @Override
  public void processElement(
      Transaction transaction, ReadOnlyContext context, Collector<Decision> out) throws Exception {
    String userId = transaction.userId();
    UserEntry entry = users.get(userId);
    if (entry == null) {
      entry = new UserEntry();
    }
    if (!isReady(transaction.eventTime())) {
      hold(entry, transaction, context.timerService());
      return;
    }
    if (entry.held() > 0) {
      release(entry, userId, context, out);
    }
    evaluate(entry, transaction, context, out);
    arm(entry, userId, context.timerService(), transaction.eventTime(), Long.MIN_VALUE);
    users.store(userId, entry);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Decision> out)
      throws Exception {
    String userId = context.getCurrentKey();
    UserEntry entry = users.get(userId);
    if (entry == null) {
      return;
    }
    held.countIn(userId, entry);
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      UserTimers.disarm(entry, timestamp);
    }
    if (!isReady(timestamp)) {
      timers.poll(context.timerService());
      users.store(userId, entry);
      return;
    }
    if (entry.held() > 0) {
      release(entry, userId, context, out);
    }
    long earliest = Long.MIN_VALUE;
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      advance(entry, userId, timestamp, context);
      earliest = timestamp + 1;
      if (timestamp >= timers.expiry(entry)) {
        users.forget(userId);
        return;
      }
    }
    arm(entry, userId, context.timerService(), timestamp, earliest);
    users.store(userId, entry);
  }

  @Override
  public void close() {
    if (releases != null) {
      releases.close();
    }
  }

  /** Whether a release in shadow is loaded, and evaluated from its activation on. */
  boolean isShadowLoaded() {
    return releases.isShadowLoaded();
  }

  private boolean isReady(long eventTime) throws Exception {
    open = gate.isOpen(clock.now());
    return open && releases.canDecide(eventTime);
  }

  private void evaluate(
      UserEntry entry, Transaction transaction, ReadOnlyContext context, Collector<Decision> out)
      throws Exception {
    RiskScore risk = reference.riskScore(transaction.userId());
    ScheduledRelease release = releases.deciding(transaction.userId(), transaction.eventTime());
    boolean byCanary = releases.isCanary(release);
    long now = clock.now();
    long started = System.nanoTime();
    Evaluation evaluation =
        release
            .evaluator()
            .evaluate(entry.state(), transaction, risk, reference.lists().lookup(), now);
    metrics.onEvaluated(System.nanoTime() - started);

    emit(evaluation.alerts(), byCanary, context);
    if (evaluation instanceof Evaluation.Decided decided) {
      if (isLate(entry, transaction)) {
        metrics.onLate();
      }
      entry.decided(transaction);
      metrics.onDecision(transaction, decided.decision(), byCanary);
      out.collect(decided.decision());
      context.output(DECIDED, transaction);
      emitShadow(
          shadow.observe(
              entry.state(),
              transaction,
              risk,
              reference.lists().lookup(),
              decided.decision(),
              now),
          context);
    } else if (evaluation instanceof Evaluation.Late late) {
      metrics.onLate();
      if (settings.evaluation().lateStrategy() == LateStrategy.SIDE_OUTPUT) {
        context.output(LATE, new LateTransaction(transaction, late.byMillis()));
      }
    } else if (evaluation instanceof Evaluation.Duplicate) {
      metrics.onDuplicate();
    }
    watch(release, metrics.rules(byCanary), context);
    ScheduledRelease beside = releases.shadow(transaction.eventTime());
    if (beside != null) {
      watch(beside, metrics.shadowRules(), context);
    }
  }

  private void watch(ScheduledRelease release, RuleMetrics rules, ReadOnlyContext context) {
    for (QuarantinedRule rule : watch.onEvaluated(release, rules)) {
      context.output(QUARANTINED_RULES, rule);
    }
  }

  private boolean isLate(UserEntry entry, Transaction transaction) {
    return entry.newestEventTime() != UserEntry.NEVER
        && entry.newestEventTime() - transaction.eventTime()
            > settings.evaluation().allowedLateness().toMillis();
  }

  private void advance(UserEntry entry, String userId, long time, ReadOnlyContext context)
      throws Exception {
    ScheduledRelease release = releases.deciding(userId, time);
    RiskScore risk = reference.riskScore(userId);
    long now = clock.now();
    emit(
        release.evaluator().advance(entry.state(), userId, risk, time, now),
        releases.isCanary(release),
        context);
    emitShadow(shadow.advance(entry.state(), userId, risk, time, now), context);
    entry.changed();
  }

  private void emit(List<Alert> alerts, boolean byCanary, ReadOnlyContext context) {
    for (Alert alert : alerts) {
      metrics.onAlert(alert, byCanary);
      context.output(ALERTS, alert);
    }
  }

  private static void emitShadow(List<Alert> alerts, ReadOnlyContext context) {
    for (Alert alert : alerts) {
      context.output(SHADOW_ALERTS, alert);
    }
  }

  private void hold(UserEntry entry, Transaction transaction, TimerService timerService)
      throws Exception {
    if (held.isFull()) {
      throw new NotReadyException(held.count(), gate.missing(), releases.toString());
    }
    if (entry.held() == 0) {
      timers.poll(timerService);
    }
    held.add(entry, transaction);
    users.store(transaction.userId(), entry);
  }

  private void release(
      UserEntry entry, String userId, ReadOnlyContext context, Collector<Decision> out)
      throws Exception {
    for (Transaction transaction : held.takeAll(userId, entry)) {
      evaluate(entry, transaction, context, out);
    }
  }

  /**
   * @param time event time of what has just been done
   * @param earliest a timer before it would fire at once, again and again
   */
  private void arm(
      UserEntry entry, String userId, TimerService timerService, long time, long earliest) {
    long deadline =
        Math.min(
            releases.deciding(userId, time).evaluator().nextDeadline(entry.state()),
            shadow.nextDeadline(entry.state(), time));
    timers.arm(entry, timerService, deadline, earliest);
  }

  private void onRefusedRelease(String reason) {
    metrics.onReleaseRefused();
    LOG.error(
        "{}. It is not loaded, and what was known before stays in force. If it was published with"
            + " another key, give its public key to --release-keys; else somebody has tampered with"
            + " fraud.releases or its topic: ./harrier audit verify",
        reason);
  }

  private void onBrokenRelease(String releaseId, Throwable failure) {
    metrics.onReleaseLoadFailure();
    LOG.error(
        "release {} cannot be loaded and decides nothing; the release before it stays in force."
            + " Publish it again with this version of Harrier, or roll it back",
        releaseId,
        failure);
  }
}
