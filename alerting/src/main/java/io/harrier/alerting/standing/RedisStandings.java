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

  // For each key sets the fields, and the expiry, unless the hash holds something of that kind that
  // is as new. One call for many users: at twenty thousand decisions a second, what Redis and the
  // client spend on a call is most of what they spend. What fails for one key fails for it alone.
  private static final String SCRIPT =
      """
      local expiry, order_at, tie_at = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
      local count = tonumber(ARGV[4])
      local order_field, tie_field = ARGV[4 + order_at], ARGV[4 + tie_at]
      local fields = {}
      for i = 1, count do
        fields[2 * i - 1] = ARGV[4 + i]
      end
      local outcomes = {}
      for k, key in ipairs(KEYS) do
        local values = 4 + count * k
        local known = redis.pcall('HGET', key, order_field)
        if type(known) == 'table' then
          outcomes[k] = known.err
        else
          local order, new = tonumber(known), tonumber(ARGV[values + order_at])
          if order and (order > new or order == new
              and (tonumber(redis.call('HGET', key, tie_field)) or 0)
                  >= tonumber(ARGV[values + tie_at])) then
            outcomes[k] = 0
          else
            for i = 1, count do
              fields[2 * i] = ARGV[values + i]
            end
            redis.call('HSET', key, unpack(fields))
            redis.call('PEXPIRE', key, expiry)
            outcomes[k] = 1
          end
        end
      end
      return outcomes
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
   * Queues updates of one kind, each of another user; {@link #flush()} sends what is queued. Only
   * when {@link #isReady()}.
   *
   * @return what became of each, in the same order: 1 if it was newer than what Redis holds, 0 if
   *     it was not, or a text that says why Redis refused it
   */
  CompletionStage<List<Object>> store(List<StandingUpdate> updates) {
    StatefulRedisConnection<String, String> redis = connection.join();
    if (scriptHash == null) {
      scriptHash = redis.async().digest(SCRIPT);
    }
    String[] keys = updates.stream().map(StandingUpdate::key).toArray(String[]::new);
    String[] arguments = arguments(updates);
    CompletionStage<List<Object>> result =
        redis.async().evalsha(scriptHash, ScriptOutputType.MULTI, keys, arguments);
    return result.exceptionallyCompose(error -> evaluate(redis, error, keys, arguments));
  }

  // A Redis that has been restarted no longer knows the script.
  private static CompletionStage<List<Object>> evaluate(
      StatefulRedisConnection<String, String> redis,
      Throwable error,
      String[] keys,
      String[] arguments) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    if (!(cause instanceof RedisNoScriptException)) {
      return CompletableFuture.failedStage(cause);
    }
    CompletionStage<List<Object>> result =
        redis.async().eval(SCRIPT, ScriptOutputType.MULTI, keys, arguments);
    redis.flushCommands();
    return result;
  }

  void flush() {
    connection.join().flushCommands();
  }

  private String[] arguments(List<StandingUpdate> updates) {
    StandingUpdate first = updates.get(0);
    List<String> names = first.fieldNames();
    List<String> arguments = new ArrayList<>(4 + names.size() * (1 + updates.size()));
    arguments.add(expiryMillis);
    arguments.add(Integer.toString(1 + names.indexOf(first.orderField())));
    arguments.add(Integer.toString(1 + names.indexOf(first.tieField())));
    arguments.add(Integer.toString(names.size()));
    arguments.addAll(names);
    for (StandingUpdate update : updates) {
      arguments.addAll(update.fieldValues());
    }
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
