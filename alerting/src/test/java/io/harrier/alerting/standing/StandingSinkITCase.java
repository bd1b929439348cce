package io.harrier.alerting.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.model.Outcome;
import io.harrier.model.Severity;
import io.harrier.servers.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandingSinkITCase {
  @TempDir private static Path directory;
  private static RedisServer server;
  private static RedisClient client;
  private static RedisCommands<String, String> redis;

  @BeforeAll
  static void start() {
    server = RedisServer.start(directory.resolve("redis"), 0);
    client = RedisClient.create(server.uri());
    redis = client.connect().sync();
  }

  @AfterAll
  static void stop() {
    client.shutdown();
    server.close();
  }

  @BeforeEach
  void empty() {
    redis.flushall();
    redis.scriptFlush();
  }

  private static DecisionStanding decision(String userId, Outcome outcome, long decidedAt) {
    return new DecisionStanding(
        userId, outcome, 50, "d" + decidedAt, "t" + decidedAt, "base@1", decidedAt - 5, decidedAt);
  }

  private static CaseStanding caseOf(String userId, String caseId, int count, long lastAlertAt) {
    return new CaseStanding(userId, caseId, Severity.HIGH, count, lastAlertAt);
  }

  private static <T extends StandingUpdate> void write(Class<T> type, List<T> updates)
      throws Exception {
    write(type, updates, new StandingSettings(server.uri(), Duration.ofDays(7), 10_000, 64));
  }

  private static <T extends StandingUpdate> void write(
      Class<T> type, List<T> updates, StandingSettings settings) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
    environment.fromData(updates, TypeInformation.of(type)).sinkTo(new StandingSink<>(settings));
    environment.execute();
  }

  @Test
  void keepsTheNewestDecisionAndTheNewestCaseOfAUser() throws Exception {
    write(DecisionStanding.class, List.of(decision("u1", Outcome.BLOCK, 1000)));
    write(CaseStanding.class, List.of(caseOf("u1", "c1", 2, 900)));

    assertThat(redis.hgetall("standing:u1"))
        .containsEntry("outcome", "BLOCK")
        .containsEntry("score", "50")
        .containsEntry("decisionId", "d1000")
        .containsEntry("transactionId", "t1000")
        .containsEntry("release", "base@1")
        .containsEntry("eventTime", "995")
        .containsEntry("decidedAt", "1000")
        .containsEntry("caseId", "c1")
        .containsEntry("caseSeverity", "HIGH");
    assertThat(Duration.ofMillis(redis.pttl("standing:u1")))
        .isBetween(Duration.ofDays(6), Duration.ofDays(7));
  }

  @Test
  void anOlderUpdateNeverOverwritesANewer() throws Exception {
    write(DecisionStanding.class, List.of(decision("u1", Outcome.BLOCK, 2000)));
    write(DecisionStanding.class, List.of(decision("u1", Outcome.ALLOW, 1000)));
    write(CaseStanding.class, List.of(caseOf("u1", "c2", 1, 2000)));
    write(CaseStanding.class, List.of(caseOf("u1", "c1", 5, 1000)));

    assertThat(redis.hgetall("standing:u1"))
        .containsEntry("outcome", "BLOCK")
        .containsEntry("decidedAt", "2000")
        .containsEntry("caseId", "c2");
  }

  @Test
  void aClosedCaseLeavesTheStandingAndDoesNotComeBackByItself() throws Exception {
    write(DecisionStanding.class, List.of(decision("u1", Outcome.BLOCK, 1000)));
    write(CaseStanding.class, List.of(caseOf("u1", "c1", 2, 900)));

    assertThat(CaseStandings.clear(server.uri(), "u1", "another")).isFalse();
    assertThat(redis.hgetall("standing:u1")).containsEntry("caseId", "c1");
    assertThat(CaseStandings.clear(server.uri(), "u1", "c1")).isTrue();
    assertThat(CaseStandings.clear(server.uri(), "u1", "c1")).isFalse();
    assertThat(CaseStandings.clear(server.uri(), "nobody", "c1")).isFalse();

    write(CaseStanding.class, List.of(caseOf("u1", "c1", 2, 900))); // repeated after a failure
    assertThat(redis.hgetall("standing:u1"))
        .doesNotContainKeys("caseId", "caseSeverity")
        .containsEntry("outcome", "BLOCK");

    write(CaseStanding.class, List.of(caseOf("u1", "c1", 3, 900))); // one more alert
    assertThat(redis.hgetall("standing:u1")).containsEntry("caseId", "c1");
  }

  @Test
  void aReopenedCaseStandsAgainUnlessANewerOneDoes() throws Exception {
    CaseStanding older = caseOf("u1", "c1", 2, 900);
    CaseStanding newer = caseOf("u1", "c2", 1, 2000);
    write(CaseStanding.class, List.of(older));
    CaseStandings.clear(server.uri(), "u1", "c1");

    assertThat(CaseStandings.restore(server.uri(), older)).isTrue();
    assertThat(redis.hgetall("standing:u1"))
        .containsEntry("caseId", "c1")
        .containsEntry("caseSeverity", "HIGH")
        .containsEntry("caseAlertAt", "900");
    assertThat(redis.pttl("standing:u1")).isPositive();

    write(CaseStanding.class, List.of(newer));
    assertThat(CaseStandings.restore(server.uri(), older)).isFalse();
    assertThat(redis.hgetall("standing:u1")).containsEntry("caseId", "c2");

    CaseStandings.clear(server.uri(), "u1", "c2");
    assertThat(CaseStandings.restore(server.uri(), older)).isTrue();
    assertThat(redis.hgetall("standing:u1"))
        .containsEntry("caseId", "c1")
        .containsEntry("caseAlertAt", "2000");
    write(CaseStanding.class, List.of(newer)); // repeated after a failure
    assertThat(redis.hgetall("standing:u1")).containsEntry("caseId", "c1");
  }

  @Test
  void anExpiredStandingStaysExpired() {
    assertThat(CaseStandings.restore(server.uri(), caseOf("u1", "c1", 2, 900))).isFalse();
    assertThat(redis.exists("standing:u1")).isZero();
  }

  @Test
  void ofManyUpdatesEachUserEndsWithTheLast() throws Exception {
    int users = 200;
    int rounds = 100;
    List<DecisionStanding> updates = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (int user = 0; user < users; user++) {
        updates.add(decision("u" + user, Outcome.REVIEW, round));
      }
    }

    write(DecisionStanding.class, updates);

    for (int user = 0; user < users; user++) {
      assertThat(redis.hget("standing:u" + user, "decidedAt")).isEqualTo("" + rounds);
    }
  }

  @Test
  void aKeyThatHoldsSomethingElseFailsAlone() throws Exception {
    redis.set("standing:u2", "not a hash");
    Thread mend =
        new Thread(
            () -> {
              await().until(() -> redis.exists("standing:u1", "standing:u3") == 2);
              redis.del("standing:u2");
            });
    mend.start();

    write(
        DecisionStanding.class,
        List.of(
            decision("u1", Outcome.ALLOW, 1),
            decision("u2", Outcome.REVIEW, 2),
            decision("u3", Outcome.BLOCK, 3)));

    mend.join();
    assertThat(redis.hget("standing:u2", "outcome")).isEqualTo("REVIEW");
  }

  @Test
  void whatWaitsForAnAbsentRedisIsWrittenWhenItIsBack() throws Exception {
    int port = server.port();
    server.close();
    Thread restart = new Thread(() -> server = RedisServer.start(directory.resolve("redis"), port));
    restart.start();

    write(DecisionStanding.class, List.of(decision("u9", Outcome.BLOCK, 1000)));

    restart.join();
    assertThat(redis.hgetall("standing:u9")).containsEntry("outcome", "BLOCK");
  }

  @Test
  void anAbsentRedisNeverStopsTheStream() throws Exception {
    write(
        DecisionStanding.class,
        List.of(decision("u1", Outcome.BLOCK, 1), decision("u2", Outcome.BLOCK, 1)),
        new StandingSettings("redis://localhost:1", Duration.ofDays(7), 1, 1));

    assertThat(redis.exists("standing:u1", "standing:u2")).isZero();
  }
}
