package io.harrier.local.demo;

import io.harrier.alerting.reconcile.ReadProgress;
import io.harrier.alerting.reconcile.Reconciliation;
import io.harrier.alerting.reconcile.ReconciliationReport;
import io.harrier.detection.DetectionJob;
import io.harrier.local.CommandFailedException;
import io.harrier.local.health.FlinkRest;
import io.harrier.local.platform.Platform;
import io.harrier.local.platform.SigningKeys;
import io.harrier.registry.ReleaseArtifact;
import io.harrier.simulator.Emission;
import io.harrier.simulator.EmissionReport;
import io.harrier.simulator.Pacing;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationTally;
import io.harrier.simulator.record.SimulatedRecord;
import io.harrier.simulator.sink.KafkaRecordSink;
import io.harrier.simulator.sink.RecordSink;
import io.harrier.simulator.sink.TransactionProducer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One demo on a running platform. */
final class Demo {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final Duration FRAME = Duration.ofMillis(500);
  private static final Duration QUIET = Duration.ofSeconds(15);

  private final Platform platform;
  private final DemoSettings settings;
  private final Display display;
  private final DemoTally tally = new DemoTally();
  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final FlinkRest flink;
  private final Simulation simulation;
  private final Interventions interventions;
  private final long began = System.nanoTime();
  private long framesTransactions;
  private long framesTime = began;
  private double perSecond;

  private Demo(Platform platform, DemoSettings settings, ReleaseArtifact changed, Display display) {
    this.platform = platform;
    this.settings = settings;
    this.display = display;
    this.flink = new FlinkRest(platform.endpoints().flink());
    database.setURL(platform.endpoints().postgres());
    InstantSource clock = InstantSource.system();
    this.simulation = Simulation.of(settings.simulation(clock.instant()));
    this.interventions =
        new Interventions(
            new SimulatedClock(simulation, settings.duration()),
            new RuleChange(
                database, clock, changed, SigningKeys.signer(platform.directory().signingKey())),
            new RaisedRisk(database, clock));
  }

  /**
   * Runs it to its end.
   *
   * @param changed what is published while payments flow
   * @throws CommandFailedException if a part of the platform dies meanwhile
   */
  static DemoReport run(
      Platform platform, DemoSettings settings, ReleaseArtifact changed, Display display)
      throws InterruptedException {
    return new Demo(platform, settings, changed, display).run();
  }

  @SuppressWarnings("try") // the feeds work in the background, from here to the end of the block
  private DemoReport run() throws InterruptedException {
    RiskScores.setAll(database, simulation.knownRisks());
    try (DemoFeeds feeds = new DemoFeeds(platform.endpoints().kafka(), tally, interventions)) {
      Background<EmissionReport> emission = Background.run("emission", this::emit);
      try {
        HalfTime halfTime = new HalfTime(tally, settings.duration());
        EmissionReport sent = watch(emission, halfTime);
        awaitAnswers(sent.tally());
        awaitCommits();
        show("reconciling");
        ReconciliationReport reconciliation =
            Reconciliation.between(
                    platform.endpoints().kafka(),
                    platform.endpoints().postgres(),
                    QUIET,
                    ReadProgress.SILENT)
                .run();
        // What was committed last may not have been read by the feed yet.
        awaitStill();
        return DemoReport.of(
            settings.seed(),
            sent,
            tally,
            halfTime.measured(),
            cases(),
            reconciliation,
            interventions);
      } finally {
        emission.interrupt();
      }
    }
  }

  private EmissionReport emit() {
    try (TransactionProducer producer = new TransactionProducer(platform.endpoints().kafka());
        RecordSink kafka = new KafkaRecordSink(producer, InstantSource.system())) {
      RecordSink observed = new ObservedSink(kafka);
      return Emission.run(simulation, observed, Pacing.perSecond(settings.rate()), progress -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmissionReport watch(Background<EmissionReport> emission, HalfTime halfTime)
      throws InterruptedException {
    while (!emission.isDone()) {
      halfTime.look();
      interventions.makeWhatIsDue();
      show("running");
      failIfDead();
      Thread.sleep(FRAME.toMillis());
    }
    return emission.get();
  }

  private void awaitAnswers(SimulationTally sent) throws InterruptedException {
    long expected = sent.valid() + sent.malformedRecords();
    long seen = -1;
    long since = System.nanoTime();
    while (true) {
      long now = tally.decisions() + tally.rejectedRecords() + tally.lateRecords();
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      }
      if (now >= expected || System.nanoTime() - since > QUIET.toNanos()) {
        return;
      }
      show("finishing");
      failIfDead();
      Thread.sleep(FRAME.toMillis());
    }
  }

  /** Waits until what the answers raised is committed, as far as that comes to pass. */
  private void awaitCommits() throws InterruptedException {
    long answered = System.currentTimeMillis();
    long begun = System.nanoTime();
    long first = Long.MAX_VALUE;
    while (System.nanoTime() - begun < QUIET.toNanos()) {
      try {
        Optional<FlinkRest.Checkpoint> last = lastCheckpoint();
        if (last.isPresent() && last.get().id() > first) {
          return; // what the first one covers is committed before another one completes
        }
        if (last.isPresent() && last.get().triggered().toEpochMilli() > answered) {
          first = last.get().id();
        }
      } catch (IOException e) {
        LOG.debug("Flink is asked again", e);
      }
      show("finishing");
      failIfDead();
      Thread.sleep(FRAME.toMillis());
    }
  }

  private void awaitStill() throws InterruptedException {
    long seen = -1;
    while (tally.alerts() + tally.rejectedRecords() != seen) {
      seen = tally.alerts() + tally.rejectedRecords();
      show("finishing");
      Thread.sleep(FRAME.multipliedBy(3).toMillis());
    }
  }

  private void failIfDead() throws InterruptedException {
    Optional<String> failure = platform.failure();
    if (failure.isPresent()) {
      throw new CommandFailedException(
          failure.get() + ": the demo ends; the logs are in " + platform.directory().logs());
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void show(String phase) throws InterruptedException {
    var score = tally.score();
    display.show(
        new ScoreboardView(
            settings.seed(),
            elapsed(),
            settings.duration(),
            phase,
            tally.traffic(rate()),
            tally.decisionLatency().percentiles(),
            tally.alertLatency().percentiles(),
            tally.alerts(),
            tally.rejectedRecords(),
            tally.lateRecords(),
            cases(),
            checkpoint(),
            DemoTally.typologies(score),
            DemoTally.quality(score),
            tally.newestAlerts(),
            interventions.made()));
  }

  private double rate() {
    long transactions = tally.traffic(0).transactions();
    long now = System.nanoTime();
    if (now - framesTime >= 1_000_000_000L) {
      perSecond = (transactions - framesTransactions) * 1e9 / (now - framesTime);
      framesTransactions = transactions;
      framesTime = now;
    }
    return perSecond;
  }

  private long cases() {
    try {
      return RiskScores.countCases(database);
    } catch (SQLException e) {
      throw new CommandFailedException("cases cannot be counted: " + e.getMessage(), e);
    }
  }

  private String checkpoint() {
    try {
      return lastCheckpoint()
          .map(last -> "%d in %d ms".formatted(last.id(), last.durationMillis()))
          .orElse("-");
    } catch (IOException e) {
      return "?"; // the next frame asks again
    }
  }

  /** The newest that the detection job has completed. */
  private Optional<FlinkRest.Checkpoint> lastCheckpoint() throws IOException {
    for (FlinkRest.Job job : flink.jobs()) {
      if (job.name().equals(DetectionJob.NAME)) {
        return flink.checkpoints(job.id()).last();
      }
    }
    return Optional.empty();
  }

  /** Notes what goes out, before it goes. */
  private final class ObservedSink implements RecordSink {
    private final RecordSink target;

    private ObservedSink(RecordSink target) {
      this.target = target;
    }

    @Override
    public void accept(SimulatedRecord record) throws IOException {
      if (record instanceof SimulatedRecord.Valid valid) {
        valid.truth().forEach(tally::truth);
        tally.sent(valid.transaction().transactionId(), System.currentTimeMillis());
      }
      target.accept(record);
    }

    @Override
    public void flush() throws IOException {
      target.flush();
    }

    @Override
    public void close() throws IOException {
      target.close();
    }
  }
}
