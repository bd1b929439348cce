package io.harrier.local.platform;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, so that it can be stopped: what uses others before what is used. */
final class RunningParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningParts.class);

  /** From what is used by all to what uses all. */
  enum Layer {
    SERVERS,
    REFERENCE_DATA,
    CLUSTER,
    JOBS,
    WATCH
  }

  private final Map<Layer, List<AutoCloseable>> parts = new EnumMap<>(Layer.class);

  synchronized <T extends AutoCloseable> T keep(Layer layer, T part) {
    parts.computeIfAbsent(layer, none -> new ArrayList<>()).add(part);
    return part;
  }

  /** Stops the layers from the last to the first, and all parts of one layer at once. */
  @Override
  public synchronized void close() {
    Layer[] layers = Layer.values();
    for (int i = layers.length - 1; i >= 0; i--) {
      List<AutoCloseable> layer = parts.getOrDefault(layers[i], List.of());
      CompletableFuture.allOf(
              layer.stream()
                  .map(part -> CompletableFuture.runAsync(() -> stop(part), RunningParts::inThread))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
    parts.clear();
  }

  private static void inThread(Runnable task) {
    new Thread(task, "stop").start();
  }

  private static void stop(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) { // whatever one part does, the others are stopped too
      LOG.error("Stopping {} failed", part, e);
    }
  }
}
