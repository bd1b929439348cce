package io.harrier.alerting.cases;

import io.harrier.alerting.intake.ReceivedAlert;
import io.harrier.alerting.notification.CaseNotice;
import io.harrier.alerting.standing.CaseStanding;
import io.harrier.model.Severity;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decides of each alert whether it is suppressed, and adds it to its user's case.
 *
 * <p>State: one {@link UserCases} a user, bounded as it says, cleared when the user has had no
 * alert for the retention, in event time and by the clock. Event time alone would forget cases that
 * go on: tasks of the detection job catch up unevenly, and write to the same partitions. The clock
 * alone would forget what was only kept from arriving by an outage.
 */
public final class TrackCases extends KeyedProcessFunction<String, ReceivedAlert, StoredAlert> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<CaseChange> CHANGES =
      new OutputTag<>("case-changes", TypeInformation.of(CaseChange.class));
  public static final OutputTag<CaseStanding> STANDINGS =
      new OutputTag<>("case-standings", TypeInformation.of(CaseStanding.class));
  public static final OutputTag<CaseNotice> NOTICES =
      new OutputTag<>("case-notices", TypeInformation.of(CaseNotice.class));

  // Names in savepoints
  private static final String USER_CASES = "user-cases";
  private static final String LAST_ARRIVAL = "last-arrival";

  // Configuration
  private final long suppressionMillis;
  private final long retentionMillis;
  private final Severity notifyFrom;

  // Runtime
  private transient ValueState<UserCases> state;
  private transient ValueState<Long> lastArrival;
  private transient Counter alerts;
  private transient Counter suppressed;
  private transient Counter repeated;
  private transient Counter casesOpened;

  /**
   * @param suppression how long, in event time, a rule that has alerted on a user stays quiet
   * @param retention how long, in event time and by the clock, a user is remembered after the last
   *     alert
   * @param notifyFrom the severity from which a case is worth a notice
   */
  public TrackCases(Duration suppression, Duration retention, Severity notifyFrom) {
    this.suppressionMillis = suppression.toMillis();
    this.retentionMillis = retention.toMillis();
    this.notifyFrom = notifyFrom;
  }

  /** Of its states, as savepoints have them. */
  public static Set<String> stateNames() {
    return Set.of(USER_CASES, LAST_ARRIVAL);
  }

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>(USER_CASES, UserCasesSerializer.INSTANCE));
    lastArrival =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>(LAST_ARRIVAL, LongSerializer.INSTANCE));
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    alerts = metrics.counter("alerts");
    suppressed = metrics.counter("alertsSuppressed");
    repeated = metrics.counter("alertsRepeated");
    casesOpened = metrics.counter("casesOpened");
  }

  @Override
  public void processElement(ReceivedAlert alert, Context context, Collector<StoredAlert> out)
      throws Exception {
    alerts.inc();
    UserCases known = state.value();
    UserCases cases = known == null ? new UserCases() : known;
    Filing filing = cases.file(alert, suppressionMillis);
    state.update(cases);
    TimerService timers = context.timerService();
    lastArrival.update(timers.currentProcessingTime());
    if (known == null) {
      timers.registerProcessingTimeTimer(timers.currentProcessingTime() + retentionMillis);
    }
    count(filing);
    out.collect(StoredAlert.of(alert, filing.suppressed()));
    filing.change().ifPresent(change -> emit(alert, filing, change, context));
  }

  private void emit(ReceivedAlert alert, Filing filing, CaseChange change, Context context) {
    context.output(CHANGES, change);
    context.output(STANDINGS, change.standing());
    if (filing.reaches(notifyFrom)) {
      context.output(NOTICES, change.notice(alert));
    }
  }

  private void count(Filing filing) {
    if (filing.repeated()) {
      repeated.inc();
    }
    if (filing.suppressed()) {
      suppressed.inc();
    }
    if (filing.change().map(CaseChange::opened).orElse(false)) {
      casesOpened.inc();
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<StoredAlert> out)
      throws Exception {
    UserCases cases = state.value();
    if (cases == null) {
      return;
    }
    TimerService timers = context.timerService();
    long now = timers.currentProcessingTime();
    if (lastArrival.value() == null) { // written before it was kept
      lastArrival.update(now);
    }
    long silentFrom = lastArrival.value() + retentionMillis;
    boolean silent = silentFrom <= now;
    boolean over = cases.lastAlertAt() + retentionMillis <= timers.currentWatermark();
    if (silent && over) {
      state.clear();
      lastArrival.clear();
    } else {
      timers.registerProcessingTimeTimer(silent ? now + retentionMillis : silentFrom);
    }
  }
}
