package io.harrier.local.platform;

import io.harrier.detection.sink.TransactionalIds;
import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.DirectoryFormat;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.flink.EmbeddedCluster;
import io.harrier.local.flink.FlinkCluster;
import io.harrier.local.flink.FlinkJob;
import io.harrier.local.flink.StandaloneCluster;
import io.harrier.local.platform.RunningParts.Layer;
import io.harrier.local.transactions.ForgottenEndSweep;
import io.harrier.local.transactions.TransactionSweep;
import io.harrier.local.transactions.TransactionSweeper;
import io.harrier.reference.ReferenceDataPipeline;
import io.harrier.reference.ReferenceDataSettings;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.EmbeddedServer;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.PostgresServer;
import io.harrier.servers.RedisServer;
import io.harrier.servers.RelayedListener;
import io.harrier.servers.Supervised;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One start of the platform: what runs side by side, and what waits for what. */
final class PlatformStart {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);

  private final DataDirectory directory;
  private final PlatformSettings settings;
  private final DirectoryFormat format;
  private final RunningParts parts;
  private final PlatformWatch watch;

  PlatformStart(
      DataDirectory directory,
      PlatformSettings settings,
      DirectoryFormat format,
      RunningParts parts,
      PlatformWatch watch) {
    this.directory = directory;
    this.settings = settings;
    this.format = format;
    this.parts = parts;
    this.watch = watch;
  }

  Endpoints run(Startup startup) throws InterruptedException {
    SigningKeys.ensure(directory);
    Future<PostgresServer> postgres =
        startup.begin(
            "postgres", this::postgres, server -> server.jdbcUrl().replaceFirst("\\?.*", ""));
    Future<KafkaServer> kafka = startup.begin("kafka", this::kafka, KafkaServer::bootstrapServers);
    Future<RedisServer> redis = startup.begin("redis", this::redis, RedisServer::uri);
    Future<FlinkCluster> flink =
        startup.begin("flink", this::flink, cluster -> cluster.restUrl().toString());
    Future<Integer> schema =
        startup.begin(
            "schema",
            () -> FraudSchema.migrate(Startup.get(postgres).dataSource()),
            applied -> applied == 0 ? "up to date" : applied + " migrations applied");
    Future<String> release =
        startup.begin(
            "release",
            () -> {
              Startup.get(schema);
              ReleaseStart start =
                  new ReleaseStart(
                      Startup.get(postgres).dataSource(),
                      () -> SigningKeys.signer(directory.signingKey()),
                      System.getProperty("user.name"));
              start.settlePolicy(settings.fourEyes());
              return start.ensureShipped();
            },
            live -> live);
    Future<ReferenceDataPipeline> referenceData =
        startup.begin(
            "reference-data",
            () -> {
              Startup.get(release);
              return referenceData(Startup.get(postgres), Startup.get(kafka));
            },
            pipeline -> "follows risk scores, releases and lists");
    Endpoints endpoints =
        new Endpoints(
            Startup.get(kafka).bootstrapServers(),
            Startup.get(postgres).jdbcUrl(),
            Startup.get(redis).uri(),
            Startup.get(flink).restUrl().toString());
    Jobs jobs =
        new Jobs(
            directory,
            settings.links().ofJobs(endpoints),
            format.parallelism(),
            settings.detectionOptions());
    Future<FlinkJob> detection =
        startup.begin(
            "detection",
            () -> runs(jobs.submit(HarrierJob.DETECTION, Startup.get(flink))),
            FlinkJob::resumed);
    Future<FlinkJob> alerting =
        startup.begin(
            "alerting",
            () -> {
              Startup.get(schema);
              return runs(jobs.submit(HarrierJob.ALERTING, Startup.get(flink)));
            },
            FlinkJob::resumed);
    Startup.get(detection);
    Startup.get(alerting);
    Startup.get(referenceData);
    parts.keep(Layer.WATCH, sweeper(endpoints));
    return endpoints;
  }

  private static TransactionSweeper sweeper(Endpoints endpoints) {
    TransactionalIds ids = new TransactionalIds(TransactionalIds.DEFAULT_PREFIX);
    return TransactionSweeper.start(
        new TransactionSweep(
            endpoints.kafka(), Optional.of(endpoints.flink()), ids, TransactionSweep.MARGIN),
        new ForgottenEndSweep(endpoints.kafka(), ids),
        SWEEP_INTERVAL);
  }

  private PostgresServer postgres() {
    return supervise(() -> PostgresServer.start(directory.postgres(), settings.postgresPort()));
  }

  private KafkaServer kafka() {
    KafkaServer server =
        supervise(
            () ->
                KafkaServer.start(
                    directory.kafka(), settings.kafkaPort(), settings.links().kafka()));
    server.createTopics(Topics.all(format.partitions()));
    return server;
  }

  private RedisServer redis() {
    return supervise(() -> RedisServer.start(directory.redis(), settings.redisPort()));
  }

  /** A server that dies comes back where it was; those who use it try again until it does. */
  private <T extends EmbeddedServer> T supervise(Supplier<T> start) {
    return watch.server(parts.keep(Layer.SERVERS, new Supervised<>(start))).current();
  }

  private FlinkCluster flink() throws InterruptedException {
    int slots = Jobs.slots(format.parallelism());
    FlinkCluster cluster =
        switch (settings.flink()) {
          case EMBEDDED ->
              EmbeddedCluster.start(
                  directory.temporary().resolve("flink"), settings.flinkPort(), slots);
          case SESSION ->
              StandaloneCluster.start(
                  directory.cluster(), StandaloneCluster.Size.DEFAULT, settings.flinkPort(), slots);
        };
    return watch.cluster(parts.keep(Layer.CLUSTER, cluster));
  }

  private ReferenceDataPipeline referenceData(PostgresServer postgres, KafkaServer kafka)
      throws InterruptedException {
    Links links = settings.links();
    ReferenceDataSettings capture =
        ReferenceDataSettings.of(
            links.ofCapture(postgres.jdbcUrl()),
            links
                .kafka()
                .map(RelayedListener::bootstrapServers)
                .orElseGet(kafka::bootstrapServers));
    ReferenceDataPipeline pipeline =
        watch.referenceData(parts.keep(Layer.REFERENCE_DATA, ReferenceDataPipeline.start(capture)));
    try {
      pipeline.whenSnapshotComplete().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return pipeline;
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandFailedException(
          "reference data was not read within "
              + PATIENCE.toSeconds()
              + " s"
              + pipeline.failure().map(cause -> ": " + cause.getMessage()).orElse("")
              + "; see "
              + directory.logs(),
          e);
    }
  }

  private FlinkJob runs(FlinkJob job) throws InterruptedException {
    watch.job(parts.keep(Layer.JOBS, job)).awaitRunning(PATIENCE);
    return job;
  }
}
