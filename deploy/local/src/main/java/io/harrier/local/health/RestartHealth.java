package io.harrier.local.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.harrier.local.flink.Causes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a job was restarted for.
 *
 * @param failures when, the newest first; Flink remembers sixteen
 * @param cause of the newest
 */
record RestartHealth(List<Instant> failures, String cause) {
  private static final Duration RECENT = Duration.ofMinutes(10);

  static RestartHealth of(FlinkRest flink, String jobId) throws IOException {
    List<Instant> failures = new ArrayList<>();
    String cause = "";
    for (JsonNode entry :
        flink.get("jobs/" + jobId + "/exceptions").path("exceptionHistory").path("entries")) {
      if (failures.isEmpty()) {
        cause = Causes.rootOfTrace(entry.path("stacktrace").asText());
      }
      failures.add(Instant.ofEpochMilli(entry.path("timestamp").asLong()));
    }
    return new RestartHealth(failures, cause);
  }

  List<String> warnings(String jobName, Instant now) {
    List<Instant> recent =
        failures.stream().filter(failure -> failure.isAfter(now.minus(RECENT))).toList();
    return recent.isEmpty()
        ? List.of()
        : List.of(
            "%s failed %d times in the last %d min, and was restarted; last %d s ago: %s"
                .formatted(
                    jobName,
                    recent.size(),
                    RECENT.toMinutes(),
                    Duration.between(recent.get(0), now).toSeconds(),
                    cause));
  }

  Map<String, Object> figures(Instant now) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("restarts", failures.size());
    if (!failures.isEmpty()) {
      figures.put("lastRestartAgeMillis", Duration.between(failures.get(0), now).toMillis());
    }
    return figures;
  }
}
