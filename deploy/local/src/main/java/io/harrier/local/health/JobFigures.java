package io.harrier.local.health;

import io.harrier.local.health.FlinkRest.Metric;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Numbers that the tasks of one job report.
 *
 * @param metrics by name, which begins with the operator
 */
record JobFigures(Map<String, Metric> metrics) {
  /** Flink collects them in the background, within some tens of milliseconds. */
  private static final long PAUSE_MILLIS = 300;

  private static final int ATTEMPTS = 4;

  /**
   * How the part is that a job makes up.
   *
   * @param wanted what the names of metrics match
   * @param judge of what was measured
   */
  static PartHealth judge(
      String part,
      String url,
      String jobName,
      Pattern wanted,
      Function<JobFigures, PartHealth> judge)
      throws IOException, InterruptedException {
    Optional<JobFigures> figures = ask(new FlinkRest(url), jobName, wanted);
    if (figures.isEmpty()) {
      return PartHealth.notReady(part, "does not run with all of its tasks");
    }
    return figures.get().metrics().isEmpty()
        ? PartHealth.ready(part, "no figures yet")
        : judge.apply(figures.get());
  }

  /**
   * Asks twice, because the first answer is of the time when somebody asked before.
   *
   * @param wanted what names match
   * @return empty where no such job runs
   */
  private static Optional<JobFigures> ask(FlinkRest flink, String jobName, Pattern wanted)
      throws IOException, InterruptedException {
    Optional<FlinkRest.Job> job =
        flink.jobs().stream()
            .filter(each -> each.name().equals(jobName) && each.isRunning())
            .findFirst();
    if (job.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Metric> metrics = read(flink, job.get(), wanted);
    for (int attempt = 1; attempt == 1 || (metrics.isEmpty() && attempt < ATTEMPTS); attempt++) {
      Thread.sleep(PAUSE_MILLIS);
      metrics = read(flink, job.get(), wanted);
    }
    return Optional.of(new JobFigures(metrics));
  }

  private static Map<String, Metric> read(FlinkRest flink, FlinkRest.Job job, Pattern wanted)
      throws IOException {
    return flink.metrics(job.id(), name -> wanted.matcher(name).matches());
  }

  /** Over all metrics whose names end so, and all tasks; 0 where there is none. */
  long sum(String end) {
    return (long)
        metrics.entrySet().stream()
            .filter(metric -> isNamed(metric.getKey(), end))
            .mapToDouble(metric -> metric.getValue().sum())
            .sum();
  }

  OptionalLong min(String end) {
    return extreme(end, Metric::min, false);
  }

  OptionalLong max(String end) {
    return extreme(end, Metric::max, true);
  }

  private OptionalLong extreme(String end, ToDoubleFunction<Metric> of, boolean greatest) {
    var values =
        metrics.entrySet().stream()
            .filter(metric -> isNamed(metric.getKey(), end))
            .mapToLong(metric -> (long) of.applyAsDouble(metric.getValue()));
    return greatest ? values.max() : values.min();
  }

  private static boolean isNamed(String name, String end) {
    return name.endsWith("." + end);
  }
}
