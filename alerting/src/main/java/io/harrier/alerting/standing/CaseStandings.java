package io.harrier.alerting.standing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;

/** What analysts' work on cases means for the lookup in Redis. */
public final class CaseStandings {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  // What orders the updates of cases stays: one of the closed case that is repeated is not newer.
  private static final String CLEAR =
      """
      if redis.call('HGET', KEYS[1], 'caseId') ~= ARGV[1] then
        return 0
      end
      redis.call('HDEL', KEYS[1], 'caseId', 'caseSeverity')
      return 1
      """;

  private CaseStandings() {}

  /**
   * Takes a closed case out of its user's standing, unless a newer case stands there.
   *
   * @param redisUri {@code redis://[password@]host[:port][/database]} or {@code rediss://...}
   * @return whether the standing named the case
   * @throws io.lettuce.core.RedisException if Redis cannot be reached or refuses
   */
  public static boolean clear(String redisUri, String userId, String caseId) {
    RedisURI uri = RedisURI.create(redisUri);
    uri.setTimeout(TIMEOUT);
    try (RedisClient client = RedisClient.create(uri);
        StatefulRedisConnection<String, String> redis = client.connect()) {
      String[] keys = {StandingUpdate.KEY_PREFIX + userId};
      Long cleared = redis.sync().eval(CLEAR, ScriptOutputType.INTEGER, keys, caseId);
      return cleared == 1;
    }
  }
}
