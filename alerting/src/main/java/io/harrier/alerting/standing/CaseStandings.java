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

  // What orders the updates of cases never goes back, and an expired standing stays expired: a hash
  // of a case alone would have no expiry.
  private static final String RESTORE =
      """
      if redis.call('EXISTS', KEYS[1]) == 0 then
        return 0
      end
      local order = tonumber(redis.call('HGET', KEYS[1], ARGV[1])) or -1
      local tie = tonumber(redis.call('HGET', KEYS[1], ARGV[3])) or -1
      local newer = tonumber(ARGV[2]) > order
          or (tonumber(ARGV[2]) == order and tonumber(ARGV[4]) > tie)
      if redis.call('HEXISTS', KEYS[1], 'caseId') == 1 and not newer then
        return 0
      end
      redis.call('HSET', KEYS[1], 'caseId', ARGV[5], 'caseSeverity', ARGV[6])
      if newer then
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4])
      end
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
    return run(redisUri, CLEAR, StandingUpdate.KEY_PREFIX + userId, caseId);
  }

  /**
   * Puts a reopened case back into its user's standing, unless a newer case stands there or the
   * standing has expired.
   *
   * @param redisUri {@code redis://[password@]host[:port][/database]} or {@code rediss://...}
   * @return whether the standing was changed
   * @throws io.lettuce.core.RedisException if Redis cannot be reached or refuses
   */
  public static boolean restore(String redisUri, CaseStanding reopened) {
    return run(
        redisUri,
        RESTORE,
        reopened.key(),
        reopened.orderField(),
        Long.toString(reopened.order()),
        reopened.tieField(),
        Long.toString(reopened.tie()),
        reopened.caseId(),
        reopened.severity().name());
  }

  private static boolean run(String redisUri, String script, String key, String... arguments) {
    RedisURI uri = RedisURI.create(redisUri);
    uri.setTimeout(TIMEOUT);
    try (RedisClient client = RedisClient.create(uri);
        StatefulRedisConnection<String, String> redis = client.connect()) {
      Long changed =
          redis.sync().eval(script, ScriptOutputType.INTEGER, new String[] {key}, arguments);
      return changed == 1;
    }
  }
}
