package io.harrier.alerting.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.alerting.AlertingSettings;
import io.harrier.alerting.CaseSettings;
import io.harrier.alerting.Operator;
import io.harrier.alerting.cases.CaseChange;
import io.harrier.alerting.cases.TrackCases;
import io.harrier.alerting.intake.ReceivedAlert;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the job resumes from and with: cases go on as if it had never stopped. */
class ResumeITCase {
  private static final int SAVED_PARALLELISM = 2;
  private static final AlertingSettings SETTINGS =
      AlertingSettings.parse(
          "--kafka=nowhere:0",
          "--postgres=jdbc:postgresql://nowhere/none",
          "--redis=redis://nowhere");

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2 * SAVED_PARALLELISM)
              .build());

  static Stream<Arguments> resumes() {
    return KeptSavepoint.all().stream()
        .flatMap(
            kept ->
                Stream.of("hashmap", "rocksdb")
                    .flatMap(
                        backend ->
                            Stream.of(
                                    SAVED_PARALLELISM, 2 * SAVED_PARALLELISM, SAVED_PARALLELISM / 2)
                                .map(parallelism -> Arguments.of(kept, backend, parallelism))));
  }

  @ParameterizedTest(name = "{0} on {1}, parallelism {2}")
  @MethodSource("resumes")
  void casesGoOn(KeptSavepoint kept, String backend, int parallelism) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, kept.savepoint().toUri().toString());
    // What belongs to sources and sinks that are not there.
    configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    Filed filed = new Filed(SETTINGS.cases().suppression());
    filed.file(kept.alerts(KeptSavepoint.BEFORE));
    List<ReceivedAlert> after = kept.alerts(KeptSavepoint.AFTER);

    assertThat(changes(configuration, parallelism, after))
        .hasSizeGreaterThan(100)
        .containsExactlyInAnyOrderElementsOf(filed.file(after));
  }

  /** Nothing would be shown if what comes later were filed alike without what came before. */
  @Test
  void whatWasFiledBeforeMatters() throws Exception {
    KeptSavepoint kept = KeptSavepoint.all().get(0);
    List<ReceivedAlert> after = kept.alerts(KeptSavepoint.AFTER);
    Filed knowing = new Filed(SETTINGS.cases().suppression());
    knowing.file(kept.alerts(KeptSavepoint.BEFORE));

    assertThat(new Filed(SETTINGS.cases().suppression()).file(after))
        .isNotEqualTo(knowing.file(after));
  }

  @SuppressWarnings("try") // the iterator declares close() throws Exception
  private static List<String> changes(
      Configuration configuration, int parallelism, List<ReceivedAlert> alerts) throws Exception {
    CaseSettings cases = SETTINGS.cases();
    configuration.set(PipelineOptions.MAX_PARALLELISM, SETTINGS.runtime().maxParallelism());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    List<String> changes = new ArrayList<>();
    try (CloseableIterator<CaseChange> told =
        environment
            .fromData(TypeInformation.of(ReceivedAlert.class), alerts.toArray(ReceivedAlert[]::new))
            .setParallelism(1)
            .keyBy(ReceivedAlert::userId, Types.STRING)
            .process(new TrackCases(cases.suppression(), cases.retention(), cases.notifyFrom()))
            .uid(Operator.TRACK_CASES.uid())
            .getSideOutput(TrackCases.CHANGES)
            .executeAndCollect()) {
      told.forEachRemaining(change -> changes.add(Filed.told(change)));
    }
    return changes;
  }
}
