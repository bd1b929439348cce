package io.harrier.local.commands;

import io.harrier.local.CommandFailedException;
import io.harrier.local.Signals;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.upgrade.DirectoryUpgrade;
import io.harrier.local.upgrade.Rehearsal;
import io.harrier.local.upgrade.Upgrade;
import io.harrier.local.upgrade.UpgradeTarget;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts another build of a job in the place of the one that runs. */
@Command(
    name = "upgrade",
    description = {
      "Puts another jar of a job in the place of the one that runs, by a savepoint: checks, stops,"
          + " starts, verifies, and goes back by itself when something does not hold.",
      "On a data directory the next ./harrier up starts the job from that jar, too.",
      "With --rehearse nothing is put in the place of anything: it says what the new jar would do"
          + " otherwise."
    })
final class UpgradeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(
      names = "--jar",
      required = true,
      paramLabel = "FILE",
      description = "The new jar of the detection job or of alerting, *-job.jar.")
  private Path jar;

  @Option(
      names = "--drop-state",
      description =
          "Goes on without state that the new jar has no place for; refused without the option.")
  private boolean dropState;

  @Option(
      names = "--rehearse",
      description =
          "Lets the new jar of the detection job decide beside the one that runs, from a savepoint"
              + " of it, in a Flink and a Kafka of its own, and compares what the two say.")
  private boolean rehearse;

  @Option(
      names = "--rehearse-for",
      paramLabel = "DURATION",
      defaultValue = "30s",
      showDefaultValue = Help.Visibility.ALWAYS,
      converter = DurationConverter.class,
      description = "With --rehearse: for how long both decide.")
  private Duration rehearsal;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description =
          "REST API of another Flink than that of the data directory. The job's own options follow"
              + " after --.")
  private URI flink;

  @Option(
      names = "--rollback-jar",
      paramLabel = "FILE",
      description = "With --flink: the jar that runs. Without it there is no automatic way back.")
  private Path rollbackJar;

  @Option(
      names = "--savepoints",
      paramLabel = "URI",
      description = "With --flink: where savepoints go; where omitted, where Flink is set to.")
  private String savepoints;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description =
          "With --flink: Flink's configuration of the job, where it is not the cluster's own.")
  private Map<String, String> configuration = new LinkedHashMap<>();

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description =
          "With --flink: Kafka, so that it is checked, and that every transaction since the stop"
              + " has been dealt with.")
  private String kafka;

  @Option(
      names = "--postgres",
      paramLabel = "JDBC-URL",
      description = "With --flink: PostgreSQL, so that it is checked; with --kafka, its alerts.")
  private String postgres;

  @Parameters(
      paramLabel = "OPTION",
      arity = "0..*",
      description = "With --flink: after --, the options of the job.")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    requireOneTarget();
    BooleanSupplier stopping =
        Signals.interruptOnStop(
            Thread.currentThread(),
            () -> say(out, "Interrupted; what has begun is taken back ..."));
    try {
      if (rehearse) {
        return rehearse(out);
      }
      Duration pause = flink == null ? onDirectory(out) : onCluster(out);
      say(
          out,
          String.format(
              Locale.ROOT,
              "Upgraded. The pause was %.1f s; what came in meanwhile waited in Kafka.",
              seconds(pause)));
      return 0;
    } catch (InterruptedException e) {
      if (stopping.getAsBoolean()) {
        return Signals.STOPPED;
      }
      throw e;
    }
  }

  private Duration onDirectory(PrintWriter out) throws InterruptedException {
    DataDirectory directory = data.directory();
    return DirectoryUpgrade.run(
        directory, jar, dropState, (step, detail, took) -> say(out, line(step, detail, took)));
  }

  private Duration onCluster(PrintWriter out) throws InterruptedException {
    if (rollbackJar == null) {
      say(out, "Without --rollback-jar there is no automatic way back.");
    }
    try (Upgrade upgrade =
        Upgrade.of(
            cluster(),
            jar,
            dropState,
            (step, detail, took) -> say(out, line(step, detail, took)))) {
      return upgrade.run();
    }
  }

  private UpgradeTarget cluster() {
    return UpgradeTarget.at(
        flink,
        arguments,
        Optional.ofNullable(rollbackJar),
        Optional.ofNullable(savepoints),
        Configuration.fromMap(configuration),
        Optional.ofNullable(kafka),
        Optional.ofNullable(postgres));
  }

  private int rehearse(PrintWriter out) throws InterruptedException {
    UpgradeTarget target =
        flink == null ? UpgradeTarget.on(data.directory(), Upgrade.jobOf(jar)) : cluster();
    try (Rehearsal trial =
        Rehearsal.of(
            target,
            jar,
            dropState,
            rehearsal,
            (step, detail, took) -> say(out, line(step, detail, took)))) {
      say(out, RehearsalText.of(trial.run()));
      return 0;
    }
  }

  private void requireOneTarget() {
    boolean ofCluster =
        rollbackJar != null
            || savepoints != null
            || !configuration.isEmpty()
            || kafka != null
            || postgres != null
            || !arguments.isEmpty();
    if (flink == null && ofCluster) {
      throw new ParameterException(
          spec.commandLine(),
          "--rollback-jar, --savepoints, -D, --kafka, --postgres and options of the job go with --flink;"
              + " on a data directory they are known");
    }
    if (flink != null && spec.commandLine().getParseResult().hasMatchedOption("--data")) {
      throw new ParameterException(
          spec.commandLine(), "--flink and --data exclude each other: name where the job runs");
    }
    if (flink != null && (flink.getHost() == null || flink.getPort() < 0)) {
      throw new ParameterException(
          spec.commandLine(), "--flink is a URL with host and port, such as http://localhost:8081");
    }
    if (flink != null && !rehearse) {
      requireForeignFlink();
    }
  }

  /** The platform would take the end of its job for a failure, and end itself. */
  private void requireForeignFlink() {
    DataDirectory usual = data.directory();
    for (DataDirectory directory : List.of(usual, usual.demo())) {
      if (Endpoints.find(directory).filter(found -> found.isFlinkAt(flink)).isPresent()) {
        throw new CommandFailedException(
            "the Flink at %s is run by ./harrier on %s: name that with --data, and leave out --flink and what goes with it"
                .formatted(flink, directory.root()));
      }
    }
  }

  private static String line(String step, String detail, Duration took) {
    return String.format(Locale.ROOT, "  %5.1f s  %-10s  %s", seconds(took), step, detail);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
