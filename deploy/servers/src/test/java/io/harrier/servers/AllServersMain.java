package io.harrier.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A program that starts all servers below a directory, writes their process ids, and waits. */
final class AllServersMain {
  private AllServersMain() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    List<CompletableFuture<? extends EmbeddedServer>> starting = startAll(directory);
    StringBuilder pids = new StringBuilder();
    for (CompletableFuture<? extends EmbeddedServer> server : starting) {
      pids.append(server.get().pid()).append('\n');
    }
    Files.writeString(directory.resolve("pids.new"), pids);
    Files.move(directory.resolve("pids.new"), directory.resolve("pids"));
    Thread.currentThread().join();
  }

  static List<CompletableFuture<? extends EmbeddedServer>> startAll(Path directory) {
    return List.of(
        CompletableFuture.supplyAsync(() -> PostgresServer.start(directory.resolve("pg"), 0)),
        CompletableFuture.supplyAsync(() -> KafkaServer.start(directory.resolve("kafka"), 0)),
        CompletableFuture.supplyAsync(() -> RedisServer.start(directory.resolve("redis"), 0)));
  }
}
