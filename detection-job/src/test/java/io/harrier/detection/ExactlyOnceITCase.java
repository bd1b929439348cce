package io.harrier.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.detection.evaluate.ScriptedRelease;
import io.harrier.model.Alert;
import io.harrier.model.Transaction;
import io.harrier.model.json.ActivityCountJson;
import io.harrier.model.json.AlertJson;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.topic.LateHeaders;
import io.harrier.model.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactlyOnceITCase {
  private static final long T = 1_700_000_000_000L;
  private static final int BATCH = 50;

  @TempDir Path directory;

  @Test
  void aCrashNeitherLosesNorRepeatsAnAlert() throws Exception {
    try (RunningJob job = RunningJob.start(directory, 3)) {
      // Held until the reference data comes.
      List<String> expected = new ArrayList<>(sendBatch(job, "held"));
      job.publishReferenceData();
      job.read(Topic.ALERTS, expected.size());

      ScriptedRelease.armCrash();
      expected.addAll(sendBatch(job, "before"));
      job.send(Transaction.builder("crash", "user-0", T).build());
      job.send(Transaction.builder("late", "user-0", T).build());
      expected.addAll(sendBatch(job, "after"));

      assertThat(job.read(Topic.ALERTS, expected.size()))
          .extracting(record -> AlertJson.decode(record.value()))
          .extracting(Alert::transactionId)
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(job.read(Topic.DECISIONS, expected.size() + 1))
          .extracting(record -> DecisionJson.decode(record.value()).transactionId())
          .contains("crash")
          .containsAll(expected);
      assertThat(job.read(Topic.LATE, 1))
          .extracting(
              record ->
                  new String(
                      record.headers().lastHeader(LateHeaders.LATE_BY_MILLIS).value(),
                      StandardCharsets.UTF_8))
          .containsExactly("1000");
      assertThat(job.status()).isEqualTo(JobStatus.RUNNING);

      // A later transaction closes the minute.
      job.send(Transaction.builder("closing", "user-0", T + 600_000).build());
      job.send(Transaction.builder("closing", "user-1", T + 600_000).build());
      assertThat(job.read(Topic.ACTIVITY, 1))
          .extracting(record -> ActivityCountJson.decode(record.value()).transactions())
          .endsWith(expected.size() + 1L);
    }
  }

  /** Transactions of several users, each of which is an alert. */
  private static List<String> sendBatch(RunningJob job, String name) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      String id = name + '-' + i;
      job.send(Transaction.builder(id, "user-" + i % 7, T + i).amount(1000, "EUR").build());
      ids.add(id);
    }
    return ids;
  }
}
