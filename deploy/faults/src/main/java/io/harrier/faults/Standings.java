package io.harrier.faults;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.function.Function;

/** What the lookup in Redis holds. */
public final class Standings {
  private final String uri;

  private Standings(String uri) {
    this.uri = uri;
  }

  public static Standings in(String uri) {
    return new Standings(uri);
  }

  /** Of how many users. */
  public long count() {
    return ask(RedisCommands::dbsize);
  }

  /** As a Redis that comes back without its data. */
  public void clear() {
    ask(RedisCommands::flushall);
  }

  private <T> T ask(Function<RedisCommands<String, String>, T> question) {
    RedisClient client = RedisClient.create(uri);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return question.apply(connection.sync());
    } finally {
      client.shutdown();
    }
  }
}
