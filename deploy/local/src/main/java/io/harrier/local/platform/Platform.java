package io.harrier.local.platform;

import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.DirectoryFormat;
import io.harrier.local.directory.DirectoryLock;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.flink.FlinkCluster;
import io.harrier.local.platform.RunningParts.Layer;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.PostgresServer;
import io.harrier.servers.RedisServer;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Everything on one machine.
 *
 * <pre>
 *   PostgreSQL ─► schema ─► release ─┐
 *   Kafka ─► topics ─────────────────┼─► reference data ─┐
 *   Redis ───────────────────────────┤                   ├─► ready
 *   Flink ───────────────────────────┴─► both jobs ──────┘
 * </pre>
 */
public final class Platform implements AutoCloseable {
  private final DataDirectory directory;
  private final DirectoryLock lock;
  private final RunningParts parts;
  private final Endpoints endpoints;
  private final PlatformWatch watch;

  private Platform(
      DataDirectory directory,
      DirectoryLock lock,
      RunningParts parts,
      Endpoints endpoints,
      PlatformWatch watch) {
    this.directory = directory;
    this.lock = lock;
    this.parts = parts;
    this.endpoints = endpoints;
    this.watch = watch;
  }

  /**
   * Starts everything, and returns when it is ready.
   *
   * @throws CommandFailedException if the directory is in use or unusable, or a part cannot start;
   *     what had been started is stopped again
   * @throws InterruptedException if the thread is interrupted; likewise
   */
  public static Platform start(
      DataDirectory directory, PlatformSettings settings, StartupListener listener)
      throws InterruptedException {
    directory.prepare();
    DirectoryLock lock = DirectoryLock.acquire(directory);
    RunningParts parts = new RunningParts();
    boolean started = false;
    try {
      Endpoints.remove(directory);
      DirectoryFormat format = DirectoryFormat.establish(directory, settings.newDirectory());
      Platform platform = start(directory, settings, format, lock, parts, listener);
      platform.endpoints.write(directory);
      started = true;
      return platform;
    } finally {
      if (!started) {
        parts.close();
        lock.close();
      }
    }
  }

  private static Platform start(
      DataDirectory directory,
      PlatformSettings settings,
      DirectoryFormat format,
      DirectoryLock lock,
      RunningParts parts,
      StartupListener listener)
      throws InterruptedException {
    PlatformWatch watch = new PlatformWatch();
    try (Startup startup = new Startup(listener)) {
      Future<PostgresServer> postgres =
          startup.begin(
              "postgres",
              () ->
                  watch.server(
                      parts.keep(
                          Layer.SERVERS,
                          PostgresServer.start(directory.postgres(), settings.postgresPort()))),
              PostgresServer::jdbcUrl);
      Future<KafkaServer> kafka =
          startup.begin(
              "kafka",
              () -> {
                KafkaServer server =
                    watch.server(
                        parts.keep(
                            Layer.SERVERS,
                            KafkaServer.start(directory.kafka(), settings.kafkaPort())));
                server.createTopics(Topics.all(format.partitions()));
                return server;
              },
              KafkaServer::bootstrapServers);
      Future<RedisServer> redis =
          startup.begin(
              "redis",
              () ->
                  watch.server(
                      parts.keep(
                          Layer.SERVERS,
                          RedisServer.start(directory.redis(), settings.redisPort()))),
              RedisServer::uri);
      Future<FlinkCluster> flink =
          startup.begin(
              "flink",
              () ->
                  parts.keep(
                      Layer.CLUSTER,
                      FlinkCluster.start(
                          directory.temporary(), settings.flinkPort(), format.parallelism() + 1)),
              cluster -> cluster.restUrl().toString());
      Future<Integer> schema =
          startup.begin(
              "schema",
              () -> FraudSchema.migrate(Startup.get(postgres).dataSource()),
              applied -> applied == 0 ? "up to date" : applied + " migrations applied");
      Startup.get(schema);
      Endpoints endpoints =
          new Endpoints(
              Startup.get(kafka).bootstrapServers(),
              Startup.get(postgres).jdbcUrl(),
              Startup.get(redis).uri(),
              Startup.get(flink).restUrl().toString());
      return new Platform(directory, lock, parts, endpoints, watch);
    }
  }

  public Endpoints endpoints() {
    return endpoints;
  }

  public DataDirectory directory() {
    return directory;
  }

  /** Waits until a part dies, and says which and why. */
  public String awaitFailure() throws InterruptedException {
    return watch.awaitFailure();
  }

  /** Why a part has died, or nothing while all live. */
  public Optional<String> failure() throws InterruptedException {
    return watch.failure();
  }

  /** Stops everything: jobs with a last snapshot, then what they use. */
  @Override
  public void close() {
    Endpoints.remove(directory);
    parts.close();
    lock.close();
  }
}
