package io.harrier.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SupervisedITCase {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path directory;
  private final AtomicInteger refusals = new AtomicInteger();

  private RedisServer startOrRefuse() {
    if (refusals.getAndDecrement() > 0) {
      throw new ServerStartException("no room");
    }
    return RedisServer.start(directory, 0);
  }

  private static void kill(Supervised<RedisServer> server) {
    ProcessHandle.of(server.current().pid()).orElseThrow().destroyForcibly();
  }

  private static Supervised<RedisServer> supervised(
      Supplier<RedisServer> start, Duration pause, Duration altogether) {
    return new Supervised<>(start, new Supervised.Patience(pause, pause, LONG, altogether));
  }

  @Test
  void isStartedAgainAsOftenAsItTakes() {
    try (Supervised<RedisServer> server = supervised(this::startOrRefuse, SHORT, LONG)) {
      long first = server.current().pid();
      refusals.set(20);
      kill(server);
      await().until(() -> server.current().pid() != first && server.current().isHealthy());
      assertThat(refusals).hasNegativeValue();
      assertThat(server.trouble()).isEmpty();
      assertThat(server.failure()).isEmpty();
    }
  }

  @Test
  void saysWhatKeepsItFromStarting() {
    try (Supervised<RedisServer> server = supervised(this::startOrRefuse, SHORT, LONG)) {
      refusals.set(Integer.MAX_VALUE);
      kill(server);
      await().until(() -> server.trouble().filter("no room"::equals).isPresent());
      assertThat(server.failure()).isEmpty();
      refusals.set(0);
      await().until(() -> server.trouble().isEmpty());
      assertThat(server.current().isHealthy()).isTrue();
    }
  }

  @Test
  void isGivenUpWhenNothingHelps() {
    try (Supervised<RedisServer> server = supervised(this::startOrRefuse, SHORT, SHORT)) {
      refusals.set(Integer.MAX_VALUE);
      kill(server);
      await().until(() -> server.failure().isPresent());
      assertThat(server.failure()).isEqualTo(server.trouble());
    }
  }

  @Test
  void isClosedAmidAPause() {
    Supervised<RedisServer> server = supervised(this::startOrRefuse, LONG, LONG);
    refusals.set(Integer.MAX_VALUE);
    kill(server);
    await().until(() -> server.trouble().filter("no room"::equals).isPresent());
    server.close();
    assertThat(server.current().isAlive()).isFalse();
  }

  @Test
  void pausesGrow() {
    Supervised.Patience patience = Supervised.Patience.USUAL;

    assertThat(patience.after(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    assertThat(patience.after(Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(8));
    assertThat(patience.after(Duration.ofSeconds(8))).isEqualTo(Duration.ofSeconds(15));
  }
}
