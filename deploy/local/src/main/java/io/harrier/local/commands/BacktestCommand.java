package io.harrier.local.commands;

import io.harrier.backtest.BacktestSettings;
import io.harrier.backtest.BacktestSettings.EndOfInput;
import io.harrier.backtest.Candidate;
import io.harrier.backtest.input.HistoryInput;
import io.harrier.backtest.input.JsonLinesInput;
import io.harrier.backtest.input.KnownLists;
import io.harrier.backtest.input.RiskScores;
import io.harrier.backtest.report.BacktestReport;
import io.harrier.backtest.report.HtmlReport;
import io.harrier.backtest.report.JsonReport;
import io.harrier.backtest.report.TextReport;
import io.harrier.backtest.run.Backtest;
import io.harrier.backtest.truth.LabelsFile;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.Problem;
import io.harrier.local.CommandFailedException;
import io.harrier.local.Signals;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.history.NamedRelease;
import io.harrier.local.history.StoredLists;
import io.harrier.local.history.StoredScores;
import io.harrier.local.history.TopicInput;
import io.harrier.local.history.TopicRange;
import io.harrier.registry.StoredReleases;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A release over history. */
@Command(
    name = "backtest",
    description = {
      "Runs recorded transactions through a release, by the code that decides live, and reports what"
          + " it finds.",
      "Needs nothing that runs if the release is a folder and the transactions are a file."
    })
final class BacktestCommand implements Callable<Integer> {
  private static final String NONE = "none";
  private static final String CURRENT = "current";

  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Parameters(
      paramLabel = "RELEASE",
      description = "A folder, a file with a bundle, name@version, or live.")
  private String release;

  @Option(
      names = "--transactions",
      required = true,
      paramLabel = "FILE|TOPIC@FROM..TO",
      description = {
        "A file with a transaction as JSON on each line; or a range of a topic, such as"
            + " transactions@2026-11-23T10:00Z..2026-11-23T11:00Z, transactions@-1h.. or"
            + " transactions@0..50000 (offsets). A bound left out is the topic's beginning or end."
      })
  private String transactions;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "What was fraud: an object with transactionId and episodeId on each line.")
  private Path truth;

  @Option(
      names = "--against",
      paramLabel = "RELEASE",
      description = "The release to compare with: live, name@version, a folder or a bundle.")
  private String against;

  @Option(
      names = "--scores",
      paramLabel = "FILE|current|none",
      description = {
        "Risk scores, one for each user throughout: a CSV file with the columns user and score, or"
            + " those of the database now. Where omitted: current for a topic, none for a file."
      })
  private String scores;

  @Option(
      names = "--lists",
      paramLabel = "current|none",
      description = {
        "What is allowed, blocked and watched throughout: as the database has it now, or nothing.",
        "Where omitted: current for a topic, none for a file."
      })
  private String lists;

  @Option(
      names = "--warm-up",
      paramLabel = "DURATION",
      defaultValue = "0s",
      converter = DurationConverter.class,
      description = "How long, from the first event time on, only fills windows, such as 7d.")
  private Duration warmUp;

  @Option(
      names = "--leave-open",
      description = "Leaves sessions and sequences open that are so after the last record.")
  private boolean leaveOpen;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many users at a time; one for each processor where omitted.")
  private Integer threads;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the report as JSON.")
  private Path json;

  @Option(names = "--html", paramLabel = "FILE", description = "Writes the report as a page.")
  private Path html;

  @Override
  public Integer call() throws IOException {
    InstantSource clock = InstantSource.system();
    Optional<TopicRange> range =
        Files.exists(Path.of(transactions))
            ? Optional.empty()
            : TopicRange.parse(transactions, clock);
    NamedRelease releases = new NamedRelease(() -> new StoredReleases(database()), clock);
    try (HistoryInput input = input(range)) {
      Candidate draft = releases.load(release);
      Backtest.Builder backtest =
          Backtest.of(draft)
              .settings(settings())
              .scores(scores(range.isPresent()))
              .lists(lists(range.isPresent()))
              .clock(clock);
      if (truth != null) {
        backtest.labels(LabelsFile.read(truth));
      }
      if (against != null) {
        backtest.against(releases.load(against));
      }
      return run(backtest.build(), input);
    } catch (InvalidReleaseException e) {
      return refuse(e);
    }
  }

  private int run(Backtest backtest, HistoryInput input) throws IOException {
    BacktestReport report;
    try (ProgressLine progress =
        ProgressLine.of(spec.commandLine().getErr(), "backtesting", input.total())) {
      Signals.interruptOnStop(Thread.currentThread(), () -> {});
      report = backtest.run(input, progress::at);
    } catch (InterruptedException e) {
      spec.commandLine().getErr().println("harrier: stopped before the end; there is no report");
      return Signals.STOPPED;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(TextReport.of(report));
    if (json != null) {
      write(json, JsonReport.of(report));
    }
    if (html != null) {
      write(html, HtmlReport.of(report));
    }
    out.flush();
    return 0;
  }

  private HistoryInput input(Optional<TopicRange> range) {
    return range.isPresent()
        ? TopicInput.open(Endpoints.require(data.directory()).kafka(), range.get())
        : JsonLinesInput.open(Path.of(transactions));
  }

  private BacktestSettings settings() {
    BacktestSettings settings = BacktestSettings.DEFAULT.withWarmUp(warmUp);
    if (leaveOpen) {
      settings = settings.withEndOfInput(EndOfInput.LEAVE_OPEN);
    }
    return threads == null ? settings : settings.withThreads(threads);
  }

  private RiskScores scores(boolean fromTopic) {
    String source = scores != null ? scores : fromTopic ? CURRENT : NONE;
    return switch (source) {
      case NONE -> RiskScores.NONE;
      case CURRENT -> StoredScores.read(database());
      default -> RiskScores.read(Path.of(source));
    };
  }

  private KnownLists lists(boolean fromTopic) {
    String source = lists != null ? lists : fromTopic ? CURRENT : NONE;
    return switch (source) {
      case NONE -> KnownLists.NONE;
      case CURRENT -> StoredLists.read(database());
      default ->
          throw new ParameterException(
              spec.commandLine(), "--lists is current or none, not '" + source + "'");
    };
  }

  private DataSource database() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(Endpoints.require(data.directory()).postgres());
    return database;
  }

  private int refuse(InvalidReleaseException failure) {
    PrintWriter err = spec.commandLine().getErr();
    for (Problem problem : failure.problems()) {
      err.println(problem);
    }
    err.printf(
        "harrier: the release has %d %s; nothing was backtested%n",
        failure.problems().size(), failure.problems().size() == 1 ? "problem" : "problems");
    return 1;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailedException(
          "cannot write " + file + " (" + e.getMessage() + "): name another file", e);
    }
  }
}
