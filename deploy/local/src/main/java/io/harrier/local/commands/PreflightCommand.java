package io.harrier.local.commands;

import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.health.HealthCheck;
import io.harrier.local.health.PartHealth;
import io.harrier.local.platform.HarrierJob;
import io.harrier.local.platform.Jobs;
import io.harrier.local.preflight.DiskPreflight;
import io.harrier.local.preflight.Finding;
import io.harrier.local.preflight.Finding.Level;
import io.harrier.local.preflight.JobPreflight;
import io.harrier.local.preflight.KafkaPreflight;
import io.harrier.local.preflight.PostgresPreflight;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks for settings that would lose data later. */
@Command(
    name = "preflight",
    description = {
      "Checks PostgreSQL, Kafka, Redis and the disk for settings that would lose data later.",
      "Exit code 0 when there is no problem. Without options: what ./harrier up runs."
    })
final class PreflightCommand implements Callable<Integer> {
  private static final Duration JOBS_DEFAULT = Duration.ofMinutes(10);

  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Another Kafka; goes with --postgres and --redis.")
  private String kafka;

  @Option(names = "--postgres", paramLabel = "JDBC-URL", description = "Another PostgreSQL.")
  private String postgres;

  @Option(names = "--redis", paramLabel = "URI", description = "Another Redis.")
  private String redis;

  @Option(
      names = "--transaction-timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "What the detection job is given: the longest that it may be away. Where omitted: what"
              + " ./harrier up gives it, or with other servers the job's default of 10m.")
  private Duration transactionTimeout;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "Where the jobs run, beside --kafka: looks whether one of them runs twice.")
  private String flink;

  @Override
  public Integer call() throws InterruptedException {
    Endpoints endpoints = endpoints();
    List<Finding> findings = new ArrayList<>();
    findings.addAll(PostgresPreflight.check(endpoints.postgres()));
    findings.addAll(KafkaPreflight.check(endpoints.kafka(), longestPause()));
    if (!endpoints.flink().isEmpty()) {
      findings.addAll(
          JobPreflight.check(
              endpoints.flink(),
              Arrays.stream(HarrierJob.values()).map(HarrierJob::jobName).toList()));
    }
    PartHealth redisHealth = HealthCheck.redis(endpoints.redis());
    findings.add(
        new Finding("redis", redisHealth.ready() ? Level.OK : Level.PROBLEM, redisHealth.detail()));
    if (kafka == null) {
      findings.add(DiskPreflight.check(data.directory().root()));
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Finding finding : findings) {
      out.printf("%-8s %-38s %s%n", finding.level(), finding.check(), finding.detail());
    }
    boolean sound = findings.stream().noneMatch(finding -> finding.level() == Level.PROBLEM);
    return sound ? 0 : 1;
  }

  private Duration longestPause() {
    if (transactionTimeout != null) {
      return transactionTimeout;
    }
    return kafka == null ? Jobs.transactionTimeout() : JOBS_DEFAULT;
  }

  private Endpoints endpoints() {
    boolean none = kafka == null && postgres == null && redis == null && flink == null;
    boolean all = kafka != null && postgres != null && redis != null;
    if (!none && !all) {
      throw new ParameterException(
          spec.commandLine(),
          "--kafka, --postgres and --redis are given together or not at all; --flink goes with them");
    }
    DataDirectory directory = data.directory();
    Optional<Endpoints> running =
        none
            ? Optional.empty()
            : Optional.of(new Endpoints(kafka, postgres, redis, flink == null ? "" : flink));
    return running.orElseGet(() -> Endpoints.require(directory));
  }
}
