package io.harrier.alerting;

import io.harrier.alerting.cases.StoredAlert;
import io.harrier.alerting.cases.TrackCases;
import io.harrier.alerting.intake.ReceivedAlert;
import io.harrier.alerting.standing.DecisionStanding;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job. Two pipelines share nothing, so that what happens to Redis, or to the flood of
 * decisions, never holds up an alert.
 */
public final class AlertingTopology {
  // Watermarks do nothing but expire state, so they may trail generously.
  private static final Duration OUT_OF_ORDER = Duration.ofMinutes(10);

  /**
   * Time only makes users be forgotten, so nothing waits for it, and a partition that is silent for
   * a while, because its alerts are slow to come, must not have cases forgotten that go on.
   */
  private static final Duration IDLE_AFTER = Duration.ofMinutes(10);

  private AlertingTopology() {}

  /** Defines the job against the servers that the settings name. */
  public static void define(StreamExecutionEnvironment environment, AlertingSettings settings) {
    define(environment, settings, AlertingEndpoints.of(settings));
  }

  /** Defines the job against other endpoints. */
  public static void define(
      StreamExecutionEnvironment environment,
      AlertingSettings settings,
      AlertingEndpoints endpoints) {
    AlertingRuntime.configure(environment, settings.runtime());
    CaseSettings cases = settings.cases();

    // alerts, read_committed ──► by user ──► suppressed or not, added to the user's case
    SingleOutputStreamOperator<StoredAlert> filed =
        read(environment, endpoints.alerts(), watermarks(), Operator.ALERTS)
            .keyBy(ReceivedAlert::userId, Types.STRING)
            .process(new TrackCases(cases.suppression(), cases.retention(), cases.notifyFrom()))
            .uid(Operator.TRACK_CASES.uid())
            .name(Operator.TRACK_CASES.title());

    // every alert ──► fraud.alerts
    write(filed, endpoints.storedAlerts(), Operator.STORE_ALERTS);
    // every change of a case ──► fraud.cases and fraud.case_events
    write(filed.getSideOutput(TrackCases.CHANGES), endpoints.cases(), Operator.STORE_CASES);
    // the same ──► standing:<userId>; never waits for Redis
    write(
        filed.getSideOutput(TrackCases.STANDINGS),
        endpoints.caseStandings(),
        Operator.CASE_STANDINGS);
    // new cases that are severe enough ──► webhook; never waits for it
    endpoints
        .notices()
        .ifPresent(sink -> write(filed.getSideOutput(TrackCases.NOTICES), sink, Operator.NOTIFY));

    // decisions ──► standing:<userId>; a partition holds a user's decisions in order
    DataStream<DecisionStanding> decisions =
        read(
            environment,
            endpoints.decisions(),
            WatermarkStrategy.noWatermarks(),
            Operator.DECISIONS);
    write(decisions, endpoints.decisionStandings(), Operator.DECISION_STANDINGS);
  }

  private static WatermarkStrategy<ReceivedAlert> watermarks() {
    return WatermarkStrategy.<ReceivedAlert>forBoundedOutOfOrderness(OUT_OF_ORDER)
        .withTimestampAssigner((alert, recordTime) -> alert.eventTime())
        .withIdleness(IDLE_AFTER);
  }

  private static <T> DataStream<T> read(
      StreamExecutionEnvironment environment,
      Source<T, ?, ?> source,
      WatermarkStrategy<T> watermarks,
      Operator operator) {
    return environment.fromSource(source, watermarks, operator.title()).uid(operator.uid());
  }

  private static <T> void write(DataStream<T> stream, Sink<T> sink, Operator operator) {
    stream.sinkTo(sink).uid(operator.uid()).name(operator.title());
  }
}
