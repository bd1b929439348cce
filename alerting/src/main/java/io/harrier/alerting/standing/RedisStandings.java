package io.harrier.alerting.standing;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Standings in Redis, written without ever blocking. Connects, and connects again, in the
 * background; while there is no connection it is not ready and refuses.
 *
 * <p>Not for several threads at once.
 */
final class RedisStandings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisStandings.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);
  private static final int THREADS = 2;

  // Sets the fields, and the expiry, unless the hash holds something of that kind that is as new.
  private static final String SCRIPT =
      """
      local order = tonumber(redis.call('HGET', KEYS[1], ARGV[1]))
      if order then
        local newOrder = tonumber(ARGV[2])
        if order > newOrder then
          return 0
        end
        if order == newOrder then
          local tie = tonumber(redis.call('HGET', KEYS[1], ARGV[3])) or 0
          if tie >= tonumber(ARGV[4]) then
            return 0
          end
        end
      end
      redis.call('HSET', KEYS[1], unpack(ARGV, 6))
      redis.call('PEXPIRE', KEYS[1], ARGV[5])
      return 1
      """;

  private final RedisURI uri;
  private final String expiryMillis;
  private final ClientResources resources;
  private final RedisClient client;
  private CompletableFuture<StatefulRedisConnection<String, String>> connection;
  private String scriptHash;

  private RedisStandings(RedisURI uri, Duration expiry) {
    this.uri = uri;
    this.expiryMillis = Long.toString(expiry.toMillis());
    this.resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .build();
    this.client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(true)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(
                SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).keepAlive(true).build())
            .timeoutOptions(TimeoutOptions.enabled(COMMAND_TIMEOUT))
            .build());
    this.connection = connect();
  }

  static RedisStandings open(StandingSettings settings) {
    return new RedisStandings(RedisURI.create(settings.redisUri()), settings.expiry());
  }

  private CompletableFuture<StatefulRedisConnection<String, String>> connect() {
    return client
        .connectAsync(StringCodec.UTF8, uri)
        .toCompletableFuture()
        .thenApply(
            connected -> {
              connected.setAutoFlushCommands(false);
              return connected;
            });
  }

  /** Whether updates can be sent now; if not, tries in the background to make it so. */
  boolean isReady() {
    if (connection.isCompletedExceptionally()) {
      LOG.warn("Redis cannot be reached; standings wait: {}", failure(connection));
      connection = connect();
      return false;
    }
    return connection.isDone() && connection.join().isOpen();
  }

  private static String failure(CompletableFuture<?> failed) {
    return failed.handle((ignored, error) -> String.valueOf(error)).join();
  }

  /**
   * Queues an update; {@link #flush()} sends what is queued. Only when {@link #isReady()}.
   *
   * @return whether it was newer than what Redis holds
   */
  CompletionStage<Boolean> store(StandingUpdate update) {
    StatefulRedisConnection<String, String> redis = connection.join();
    if (scriptHash == null) {
      scriptHash = redis.async().digest(SCRIPT);
    }
    String[] keys = {update.key()};
    String[] arguments = arguments(update);
    CompletionStage<Long> result =
        redis.async().<Long>evalsha(scriptHash, ScriptOutputType.INTEGER, keys, arguments);
    return result
        .exceptionallyCompose(error -> evaluate(redis, error, keys, arguments))
        .thenApply(written -> written == 1);
  }

  // A Redis that has been restarted no longer knows the script.
  private static CompletionStage<Long> evaluate(
      StatefulRedisConnection<String, String> redis,
      Throwable error,
      String[] keys,
      String[] arguments) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    if (!(cause instanceof RedisNoScriptException)) {
      return CompletableFuture.failedStage(cause);
    }
    CompletionStage<Long> result =
        redis.async().eval(SCRIPT, ScriptOutputType.INTEGER, keys, arguments);
    redis.flushCommands();
    return result;
  }

  void flush() {
    connection.join().flushCommands();
  }

  private String[] arguments(StandingUpdate update) {
    List<String> arguments = new ArrayList<>();
    arguments.add(update.orderField());
    arguments.add(Long.toString(update.order()));
    arguments.add(update.tieField());
    arguments.add(Long.toString(update.tie()));
    arguments.add(expiryMillis);
    arguments.addAll(update.fields());
    return arguments.toArray(String[]::new);
  }

  /** Returns at once; threads and connections end in the background. */
  @Override
  public void close() {
    CompletableFuture<Void> unused =
        client
            .shutdownAsync(0, SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((done, error) -> shutDown(resources));
  }

  private static void shutDown(ClientResources resources) {
    Future<Boolean> unused =
        resources.shutdown(0, SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
