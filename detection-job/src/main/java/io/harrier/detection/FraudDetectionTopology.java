package io.harrier.detection;

import io.harrier.detection.activity.AddActivity;
import io.harrier.detection.activity.PreAggregateActivity;
import io.harrier.detection.evaluate.BundleLoader;
import io.harrier.detection.evaluate.EvaluateTransactions;
import io.harrier.detection.evaluate.ReleaseLoader;
import io.harrier.detection.evaluate.SeparateRejected;
import io.harrier.detection.sink.KafkaSinks;
import io.harrier.detection.source.KafkaSources;
import io.harrier.detection.source.NoTimeOfItsOwn;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.detection.source.TransactionWatermarks;
import io.harrier.detection.state.Formats;
import io.harrier.detection.state.States;
import io.harrier.model.Decision;
import io.harrier.model.Transaction;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/**
 * The job.
 *
 * <pre>
 *   transactions ──► decode ──► separate ──► keyBy(user) ──► evaluate ──► decisions
 *                                  │                            ▲  ├────► alerts, alerts of the shadow
 *                                  ▼                            │  ├────► late, quarantined rules
 *                               rejected    risk scores ──┐     │  └────► pre-aggregate ──► activity
 *                                           releases ─────┼─ broadcast
 *                                           lists ────────┘
 * </pre>
 */
public final class FraudDetectionTopology {
  private static final Duration ACTIVITY_WINDOW = Duration.ofMinutes(1);
  private static final int MAX_ACTIVITY_GROUPS = 4096;

  private FraudDetectionTopology() {}

  /** From Kafka to Kafka. */
  public static void define(StreamExecutionEnvironment env, DetectionSettings settings) {
    define(
        env,
        settings,
        KafkaSources.of(settings.kafka(), settings.time(), EpochClock.SYSTEM),
        KafkaSinks.of(settings.kafka()),
        new BundleLoader(),
        EpochClock.SYSTEM);
  }

  /** The same between other sources and sinks. */
  public static void define(
      StreamExecutionEnvironment env,
      DetectionSettings settings,
      Sources sources,
      Sinks sinks,
      ReleaseLoader loader,
      EpochClock clock) {
    configure(env, settings);

    // What is a transaction goes on; what isn't is written down, and moves no watermark.
    SingleOutputStreamOperator<Transaction> transactions =
        Operator.SEPARATE_REJECTED.is(
            Operator.READ_TRANSACTIONS
                .is(
                    env.fromSource(
                        sources.transactions(),
                        TransactionWatermarks.strategy(
                            settings.time().outOfOrderness(), settings.time().idleness()),
                        Operator.READ_TRANSACTIONS.displayName(),
                        Formats.RECEIVED.typeInfo()))
                .process(new SeparateRejected())
                .returns(Formats.TRANSACTION.typeInfo()));
    Operator.WRITE_REJECTED.is(
        transactions.getSideOutput(SeparateRejected.REJECTED).sinkTo(sinks.rejected()));

    // Reference data reaches every subtask.
    BroadcastStream<ReferenceUpdate> reference =
        reference(env, sources.riskScores(), Operator.READ_RISK_SCORES, Operator.TIME_RISK_SCORES)
            .union(
                reference(env, sources.releases(), Operator.READ_RELEASES, Operator.TIME_RELEASES),
                reference(
                    env,
                    sources.entityLists(),
                    Operator.READ_ENTITY_LISTS,
                    Operator.TIME_ENTITY_LISTS))
            .broadcast(
                States.riskScores(),
                States.releases(),
                States.entityLists(),
                States.snapshotMarks(),
                States.referenceOffsets());

    // The one shuffle: all that is known of a user is in one place.
    SingleOutputStreamOperator<Decision> decisions =
        Operator.EVALUATE_TRANSACTIONS.is(
            transactions
                .keyBy(Transaction::userId, Types.STRING)
                .connect(reference)
                .process(
                    new EvaluateTransactions(
                        settings.operator(),
                        loader,
                        settings.releaseTrust(),
                        sources.referenceEnds(),
                        clock),
                    Formats.DECISION.typeInfo()));

    Operator.WRITE_DECISIONS.is(decisions.sinkTo(sinks.decisions()));
    Operator.WRITE_ALERTS.is(
        decisions.getSideOutput(EvaluateTransactions.ALERTS).sinkTo(sinks.alerts()));
    Operator.WRITE_SHADOW_ALERTS.is(
        decisions.getSideOutput(EvaluateTransactions.SHADOW_ALERTS).sinkTo(sinks.shadowAlerts()));
    Operator.WRITE_QUARANTINED_RULES.is(
        decisions
            .getSideOutput(EvaluateTransactions.QUARANTINED_RULES)
            .sinkTo(sinks.quarantinedRules()));
    Operator.WRITE_LATE.is(decisions.getSideOutput(EvaluateTransactions.LATE).sinkTo(sinks.late()));

    // Sums, not transactions, go through the second shuffle.
    Operator.WRITE_ACTIVITY.is(
        Operator.COUNT_ACTIVITY
            .is(
                Operator.PRE_AGGREGATE_ACTIVITY
                    .is(
                        decisions
                            .getSideOutput(EvaluateTransactions.DECIDED)
                            .transform(
                                Operator.PRE_AGGREGATE_ACTIVITY.displayName(),
                                Formats.ACTIVITY_COUNT.typeInfo(),
                                new PreAggregateActivity(
                                    ACTIVITY_WINDOW.toMillis(), MAX_ACTIVITY_GROUPS)))
                    .keyBy(AddActivity.KEY, Types.STRING)
                    .window(TumblingEventTimeWindows.of(ACTIVITY_WINDOW))
                    .allowedLateness(settings.time().activityLateness())
                    .reduce(new AddActivity()))
            .sinkTo(sinks.activity()));
  }

  private static DataStream<ReferenceUpdate> reference(
      StreamExecutionEnvironment env,
      Source<ReferenceUpdate, ?, ?> source,
      Operator read,
      Operator time) {
    DataStream<ReferenceUpdate> updates =
        read.is(
            env.fromSource(
                    source,
                    WatermarkStrategy.noWatermarks(),
                    read.displayName(),
                    Formats.REFERENCE_UPDATE.typeInfo())
                .setParallelism(1));
    // Not in the source: it makes no watermarks for a topic that has nothing new.
    return time.is(
        updates
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.forGenerator(context -> new NoTimeOfItsOwn()))
            .setParallelism(1));
  }

  private static void configure(StreamExecutionEnvironment env, DetectionSettings settings) {
    RuntimeSettings runtime = settings.runtime();
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    if (env.getConfiguration()
        .getOptional(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION)
        .isEmpty()) {
      configuration.set(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }
    env.configure(configuration, FraudDetectionTopology.class.getClassLoader());
    env.getConfig().enableObjectReuse();
    env.getConfig().setAutoWatermarkInterval(settings.time().watermarkInterval().toMillis());
    env.setBufferTimeout(runtime.bufferTimeout().toMillis());
    env.setMaxParallelism(runtime.maxParallelism());
    if (runtime.parallelism() > 0) {
      env.setParallelism(runtime.parallelism());
    }
    env.enableCheckpointing(
        runtime.checkpointInterval().toMillis(), CheckpointingMode.EXACTLY_ONCE);
  }
}
