package io.harrier.detection.evaluate;

import io.harrier.detection.EpochClock;
import io.harrier.detection.source.ReferenceEnds;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.detection.state.Formats;
import io.harrier.detection.state.States;
import io.harrier.detection.state.UserEntry;
import io.harrier.detection.state.Users;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.QuarantinedRule;
import io.harrier.model.Transaction;
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
  private transient Users users;
  private transient HeldTransactions held;
  private transient EvaluationMetrics metrics;
  private transient Releases releases;
  private transient DecidingRun deciding;
  private transient UserTimers timers;
  private transient volatile Readiness readiness;

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
    users = new Users(getRuntimeContext(), settings.userCacheBytes(getRuntimeContext()));
    held =
        new HeldTransactions(getRuntimeContext().getListState(States.held()), settings.maxHeld());
    metrics =
        new EvaluationMetrics(
            getRuntimeContext().getMetricGroup(), settings.evaluation().lateStrategy());
    metrics.register(
        () -> readiness != null && readiness.isReady(),
        held::count,
        quarantine::size,
        users.cache());
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
    deciding =
        new DecidingRun(
            reference,
            releases,
            new ShadowRun(releases, metrics.shadow()),
            new RuleWatch(
                quarantine, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), clock),
            metrics,
            settings.evaluation(),
            clock);
    timers = new UserTimers(settings.stateRetention().toMillis());
    // What a checkpoint brought back is loaded while the sources still open.
    releases.refresh();
    ReadinessGate gate =
        new ReadinessGate(reference, referenceEnds.read(), settings.referenceQuiet(), clock.now());
    readiness = new Readiness(gate, releases, held, clock);
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
    readiness.onUpdate(now);
  }

  @Override
  public void processElement(
      Transaction transaction, ReadOnlyContext context, Collector<Decision> out) throws Exception {
    metrics.onArrival(transaction);
    String userId = transaction.userId();
    UserEntry entry = users.get(userId);
    if (entry == null) {
      entry = new UserEntry();
    }
    long time = transaction.eventTime();
    ScheduledRelease release = readiness.deciding(userId, time);
    if (release == null) {
      hold(entry, transaction, context.timerService());
      return;
    }
    decideHeld(entry, userId, context, out);
    decide(release, entry, transaction, context, out);
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
    if (readiness.deciding(userId, timestamp) == null) {
      timers.poll(context.timerService());
      users.store(userId, entry);
      return;
    }
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      timers.rearm(entry, context.timerService());
    }
    decideHeld(entry, userId, context, out);
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      completeDue(entry, userId, timestamp, context);
      if (timestamp >= timers.expiry(entry)) {
        users.forget(userId);
        return;
      }
      timers.onFired(entry, context.timerService(), timestamp);
    }
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

  private void hold(UserEntry entry, Transaction transaction, TimerService timerService)
      throws Exception {
    if (entry.held() == 0) {
      timers.poll(timerService);
    }
    readiness.hold(entry, transaction);
    users.store(transaction.userId(), entry);
  }

  /** Decides what was held back of the user, each by the releases of its own event time. */
  private void decideHeld(
      UserEntry entry, String userId, ReadOnlyContext context, Collector<Decision> out)
      throws Exception {
    if (entry.held() == 0) {
      return;
    }
    for (Transaction transaction : held.takeAll(userId, entry)) {
      decide(releases.deciding(userId, transaction.eventTime()), entry, transaction, context, out);
    }
  }

  private void decide(
      ScheduledRelease release,
      UserEntry entry,
      Transaction transaction,
      ReadOnlyContext context,
      Collector<Decision> out)
      throws Exception {
    completeDue(entry, transaction.userId(), transaction.eventTime(), context);
    ScheduledRelease shadow = releases.shadow(transaction.eventTime());
    deciding.evaluate(release, shadow, entry, transaction, context, out);
    arm(release, shadow, entry, context.timerService(), Long.MIN_VALUE);
  }

  /**
   * Completes what time completes up to an event time, by the releases that were in force when each
   * was due. A transaction proves that time has passed as a watermark does, and which of the two
   * comes first depends on how partitions interleave: so it must not decide by which release a
   * session ends.
   */
  private void completeDue(UserEntry entry, String userId, long until, ReadOnlyContext context)
      throws Exception {
    while (entry.armedDeadline() <= until) {
      long due = entry.armedDeadline();
      timers.disarm(entry, context.timerService());
      ScheduledRelease release = releases.deciding(userId, due);
      ScheduledRelease shadow = releases.shadow(due);
      deciding.advance(release, shadow, entry, userId, due, context);
      arm(release, shadow, entry, context.timerService(), due + 1);
    }
  }

  /**
   * @param earliest a timer before it would fire at once, again and again
   */
  private void arm(
      ScheduledRelease release,
      ScheduledRelease shadow,
      UserEntry entry,
      TimerService timerService,
      long earliest) {
    timers.arm(entry, timerService, deciding.nextDeadline(release, shadow, entry), earliest);
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
