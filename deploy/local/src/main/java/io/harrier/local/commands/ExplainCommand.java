package io.harrier.local.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.backtest.BacktestSettings;
import io.harrier.backtest.Candidate;
import io.harrier.backtest.explain.Sighting;
import io.harrier.backtest.explain.TransactionSearch;
import io.harrier.backtest.input.HistoryInput;
import io.harrier.backtest.input.JsonLinesInput;
import io.harrier.backtest.input.KnownLists;
import io.harrier.backtest.input.RiskScores;
import io.harrier.backtest.run.Arrivals;
import io.harrier.backtest.run.TransactionReplay;
import io.harrier.engine.evaluate.Explanation;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.history.NamedRelease;
import io.harrier.local.history.RecordedDecision;
import io.harrier.local.history.StoredLists;
import io.harrier.local.history.StoredScores;
import io.harrier.local.history.TopicInput;
import io.harrier.local.history.TopicRange;
import io.harrier.model.Decision;
import io.harrier.model.topic.Topic;
import io.harrier.registry.Release;
import io.harrier.registry.StoredReleases;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Why, and why not. */
@Command(
    name = "explain",
    description = {
      "Says why a transaction was decided as it was: which rules fired, which nearly did and which"
          + " condition failed, the open sequences, the windows, the risk score, the release.",
      "Replays the transaction's user, by the code that decides live."
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Parameters(paramLabel = "TRANSACTION", description = "Its transactionId.")
  private String transactionId;

  @Option(
      names = "--rule",
      paramLabel = "R",
      description = "Only this rule or sequence, with all of its conditions.")
  private String rule;

  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      description =
          "By this release instead of the one that decided: name@version, live, or a folder.")
  private String release;

  @Option(
      names = "--transactions",
      paramLabel = "FILE",
      description = "Looks into this file of JSON lines instead of the topic; needs --release.")
  private Path file;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws IOException {
    Arrivals arrivals = new Arrivals(BacktestSettings.DEFAULT, clock.millis());
    List<Sighting> sightings;
    try (HistoryInput input = input();
        ProgressLine progress =
            ProgressLine.of(spec.commandLine().getErr(), "searching", input.total())) {
      sightings = TransactionSearch.find(input, transactionId, arrivals, progress::at);
    }
    Sighting decided = decided(sightings);
    Optional<Decision> recorded =
        file == null ? RecordedDecision.find(endpoints().kafka(), transactionId) : Optional.empty();
    Candidate candidate = candidate(decided, recorded);
    try {
      requireRule(candidate.release().definition());
      ExplanationReport report = explain(candidate, arrivals, sightings, decided, recorded);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(
            new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(report.toJson()));
      } else {
        out.print(report.toText());
      }
      out.flush();
      return 0;
    } finally {
      candidate.release().close();
    }
  }

  private ExplanationReport explain(
      Candidate candidate,
      Arrivals arrivals,
      List<Sighting> sightings,
      Sighting decided,
      Optional<Decision> recorded)
      throws IOException {
    RiskScores scores = file == null ? StoredScores.read(database()) : RiskScores.NONE;
    KnownLists lists = file == null ? StoredLists.read(database()) : KnownLists.NONE;
    String userId = decided.transaction().userId();
    Explanation explanation;
    try (HistoryInput input = input();
        ProgressLine progress =
            ProgressLine.of(spec.commandLine().getErr(), "replaying", input.total())) {
      explanation =
          new TransactionReplay(candidate, BacktestSettings.DEFAULT, lists, arrivals)
              .explain(
                  input,
                  userId,
                  decided.partition(),
                  decided.position(),
                  scores.of(userId),
                  progress::at);
    }
    return new ExplanationReport(
        candidate.releaseId(),
        decided,
        sightings.stream().filter(sighting -> !sighting.equals(decided)).toList(),
        recorded,
        explanation,
        Optional.ofNullable(rule));
  }

  /** The first transaction with the id; the others are its repeats. */
  private Sighting decided(List<Sighting> sightings) {
    if (sightings.isEmpty()) {
      throw new CommandFailedException(
          "no record of %s has the transactionId %s: it was never sent there, or has been deleted"
              .formatted(file == null ? "topic transactions" : file, transactionId));
    }
    return sightings.stream()
        .filter(sighting -> sighting.transaction() != null)
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "%s was not decided. At %s it was %s"
                        .formatted(
                            transactionId,
                            sightings.get(0).place(),
                            ExplanationReport.effect(sightings.get(0)))));
  }

  private Candidate candidate(Sighting decided, Optional<Decision> recorded) {
    NamedRelease releases = new NamedRelease(() -> new StoredReleases(database()), clock);
    String name = release;
    if (name == null && file != null) {
      throw new CommandFailedException(
          "a file does not say which release decided: name one with --release");
    }
    if (name == null) {
      Instant eventTime = Instant.ofEpochMilli(decided.transaction().eventTime());
      name =
          recorded
              .map(Decision::release)
              .or(
                  () ->
                      new StoredReleases(database()).decidingAt(eventTime).map(Release::releaseId))
              .orElse("live");
    }
    try {
      return releases.load(name);
    } catch (InvalidReleaseException e) {
      throw new CommandFailedException(
          name + " is no valid release: ./harrier rules validate says why", e);
    }
  }

  private void requireRule(ReleaseDefinition definition) {
    List<String> known =
        Stream.concat(
                definition.rules().stream().map(each -> each.id()),
                definition.patterns().stream().map(each -> each.id()))
            .toList();
    if (rule != null && !known.contains(rule)) {
      throw new CommandFailedException(
          "release %s has no rule %s; it has %s"
              .formatted(definition.name(), rule, String.join(", ", known)));
    }
  }

  private HistoryInput input() {
    if (file != null) {
      return JsonLinesInput.open(file);
    }
    String topic = Topic.TRANSACTIONS.topicName();
    return TopicInput.open(
        endpoints().kafka(),
        new TopicRange(topic + "@..", topic, new TopicRange.Open(), new TopicRange.Open()));
  }

  private Endpoints endpoints() {
    return Endpoints.require(data.directory());
  }

  private DataSource database() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(endpoints().postgres());
    return database;
  }
}
