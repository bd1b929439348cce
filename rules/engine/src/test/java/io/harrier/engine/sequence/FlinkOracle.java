package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.Condition;
import io.harrier.engine.release.PatternDefinition.Contiguity;
import io.harrier.engine.release.PatternDefinition.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** The same patterns, written down for flink-cep independently, and run by Flink. */
final class FlinkOracle {
  private static final int MAX_MATCHES = 1_000_000;

  private FlinkOracle() {}

  /** Each match as {@code user pattern ids}. */
  static List<String> matches(List<PatternDefinition> patterns, List<MarkedEvent> events)
      throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    KeyedStream<MarkedEvent, String> byUser =
        env.fromData(events)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<MarkedEvent>forMonotonousTimestamps()
                    .withTimestampAssigner((event, none) -> event.time))
            .keyBy(event -> event.userId);
    DataStream<String> all = null;
    for (PatternDefinition definition : patterns) {
      DataStream<String> matches =
          CEP.pattern(byUser, pattern(definition))
              .inEventTime()
              .process(new Describe(definition.id()), Types.STRING);
      all = all == null ? matches : all.union(matches);
    }
    return all.executeAndCollect(MAX_MATCHES);
  }

  private static Pattern<MarkedEvent, ?> pattern(PatternDefinition definition) {
    AfterMatchSkipStrategy skip =
        switch (definition.skip()) {
          case NO_SKIP -> AfterMatchSkipStrategy.noSkip();
          case SKIP_TO_NEXT -> AfterMatchSkipStrategy.skipToNext();
          case SKIP_PAST_LAST_EVENT -> AfterMatchSkipStrategy.skipPastLastEvent();
        };
    Pattern<MarkedEvent, MarkedEvent> pattern = null;
    for (Step step : definition.steps()) {
      if (pattern == null) {
        pattern = Pattern.begin(step.name(), skip);
      } else {
        pattern =
            switch (step.contiguity()) {
              case NEXT -> pattern.next(step.name());
              case FOLLOWED_BY -> pattern.followedBy(step.name());
              case NOT_NEXT -> pattern.notNext(step.name());
              case NOT_FOLLOWED_BY -> pattern.notFollowedBy(step.name());
            };
      }
      pattern = pattern.where(new OracleCondition.Carries(step.mark()));
      for (Condition condition : step.conditions()) {
        pattern = pattern.where(OracleCondition.compares(step.name(), condition));
      }
      if (step.minTimes() > 1 || step.maxTimes() > 1) {
        pattern = pattern.times(step.minTimes(), step.maxTimes());
        if (step.contiguity() == Contiguity.NEXT) {
          pattern = pattern.consecutive();
        }
      }
      if (step.optional()) {
        pattern = pattern.optional();
      }
    }
    return pattern.within(Duration.ofMillis(definition.within()));
  }

  private static final class Describe extends PatternProcessFunction<MarkedEvent, String> {
    private static final long serialVersionUID = 1L;
    private final String pattern;

    Describe(String pattern) {
      this.pattern = pattern;
    }

    @Override
    public void processMatch(
        Map<String, List<MarkedEvent>> match, Context context, Collector<String> out) {
      List<MarkedEvent> events = new ArrayList<>();
      match.values().forEach(events::addAll);
      List<String> ids = events.stream().map(event -> event.id).toList();
      out.collect(events.get(0).userId + " " + pattern + " " + String.join(",", ids));
    }
  }
}
