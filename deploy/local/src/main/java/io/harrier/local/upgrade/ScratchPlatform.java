package io.harrier.local.upgrade;

import io.harrier.local.CommandFailedException;
import io.harrier.local.flink.FileTree;
import io.harrier.local.flink.StandaloneCluster;
import io.harrier.local.platform.Topics;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.ServerStartException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A Flink and a Kafka that nothing else knows, in a temporary folder; gone when closed. */
final class ScratchPlatform implements AutoCloseable {
  private static final StandaloneCluster.Size ONE_OF_EACH = new StandaloneCluster.Size(1, 1);

  private final Path folder;
  private final StandaloneCluster flink;
  private final KafkaServer kafka;

  private ScratchPlatform(Path folder, StandaloneCluster flink, KafkaServer kafka) {
    this.folder = folder;
    this.flink = flink;
    this.kafka = kafka;
  }

  /**
   * @param slots how many parallel instances of the job
   * @param partitions of each topic that is written to
   * @throws CommandFailedException if it does not start
   */
  static ScratchPlatform start(int slots, int partitions) throws InterruptedException {
    Path folder = newFolder();
    CompletableFuture<KafkaServer> kafka =
        CompletableFuture.supplyAsync(
            () -> KafkaServer.start(folder.resolve("kafka"), 0),
            task -> new Thread(task, "start-kafka").start());
    StandaloneCluster flink = null;
    boolean started = false;
    try {
      flink = StandaloneCluster.start(folder.resolve("flink"), ONE_OF_EACH, 0, slots);
      kafka.join().createTopics(Topics.all(partitions));
      started = true;
      return new ScratchPlatform(folder, flink, kafka.join());
    } catch (CompletionException | ServerStartException | IllegalStateException e) {
      throw new CommandFailedException(
          "the rehearsal's Kafka could not start: " + e.getMessage(), e);
    } finally {
      if (!started) {
        if (flink != null) {
          flink.close();
        }
        kafka.handle((server, failure) -> server).thenAccept(ScratchPlatform::close).join();
        FileTree.delete(folder);
      }
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("harrier-rehearsal");
    } catch (IOException e) {
      throw new CommandFailedException("no temporary folder can be made: " + e.getMessage(), e);
    }
  }

  private static void close(KafkaServer server) {
    if (server != null) {
      server.close();
    }
  }

  URI flink() {
    return flink.restUrl();
  }

  String kafka() {
    return kafka.bootstrapServers();
  }

  /** For what is to be gone with it. */
  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    flink.close();
    kafka.close();
    FileTree.delete(folder);
  }
}
