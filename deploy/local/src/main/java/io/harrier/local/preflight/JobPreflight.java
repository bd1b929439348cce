package io.harrier.local.preflight;

import io.harrier.local.health.FlinkRest;
import io.harrier.local.health.JobRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whether each job is there once: two that share transactional ids stop each other. */
public final class JobPreflight {
  private JobPreflight() {}

  /**
   * @param names of the jobs in Flink
   */
  public static List<Finding> check(String url, List<String> names) {
    List<Finding> findings = new ArrayList<>();
    FlinkRest flink = new FlinkRest(url);
    for (String name : names) {
      try {
        findings.add(once(name, JobRun.of(flink, name)));
      } catch (IOException e) {
        return List.of(
            Finding.problem(
                "flink",
                "does not answer at %s: start it, or mend its URL (%s)"
                    .formatted(url, e.getMessage())));
      }
    }
    return findings;
  }

  static Finding once(String name, List<JobRun> runs) {
    String check = "flink job " + name;
    return runs.size() > 1
        ? Finding.problem(
            check,
            "runs %d times (%s): they share consumer group and transactional ids, and abort each other's transactions; stop all but one, or give each --transactional-id-prefix and --group-id of its own"
                .formatted(runs.size(), String.join(", ", runs.stream().map(JobRun::id).toList())))
        : Finding.ok(check, runs.isEmpty() ? "does not run" : "runs once");
  }
}
