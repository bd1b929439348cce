package io.harrier.local.flink;

import io.harrier.flink.FlinkDistribution;
import io.harrier.servers.FlinkProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the processes of a cluster are run on one machine. */
final class ClusterConfiguration {
  /** How old a figure may be that the JobManager is asked for; it collects none unasked. */
  static final Duration FIGURES = Duration.ofSeconds(1);

  private static final String LOOPBACK = "127.0.0.1";

  /** Of the heap of a TaskManager, in megabytes: for the jobs' objects, and for Flink's own. */
  private static final int TASK_HEAP = 768;

  private static final int FRAMEWORK_HEAP = 128;
  private static final int NETWORK = 64;

  /** Beside the heap, for the jobs' clients and for Flink's own transfers. */
  private static final int OFF_HEAP = 128;

  /** RocksDB's caches and write buffers. */
  private static final int MANAGED = 384;

  private static final int METASPACE = 320;

  /** What a JVM takes besides, for its threads and its code. */
  private static final int OVERHEAD = 192;

  private final Path directory;
  private final String zooKeeper;
  private final int slots;

  /**
   * @param directory of the cluster; every process sees it
   * @param zooKeeper host and port
   * @param slots of each TaskManager
   */
  ClusterConfiguration(Path directory, String zooKeeper, int slots) {
    this.directory = directory;
    this.zooKeeper = zooKeeper;
    this.slots = slots;
  }

  /** With what ZooKeeper is run. */
  static FlinkProgram zooKeeper() {
    return program("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  /** With what a JobManager is run: it executes the main method of each job. */
  static FlinkProgram jobManager() {
    return program(
        "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxMetaspaceSize=256m");
  }

  /** With what a TaskManager is run. */
  static FlinkProgram taskManager() {
    return program(
        "-Xmx" + (TASK_HEAP + FRAMEWORK_HEAP) + "m",
        "-XX:MaxDirectMemorySize=" + (NETWORK + 2 * OFF_HEAP) + "m",
        "-XX:MaxMetaspaceSize=" + METASPACE + "m",
        "-XX:+UseG1GC");
  }

  private static FlinkProgram program(String... options) {
    List<String> jvm = new ArrayList<>(List.of(options));
    // Flink reads fields of classes of the JDK.
    jvm.addAll(
        List.of(
            "-Djava.awt.headless=true",
            "-Dlog4j2.configurationFile=classpath:io/harrier/flink/log4j2.properties",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED"));
    return new FlinkProgram(FlinkDistribution.classPath(), jvm);
  }

  /** Of a JobManager, and what all processes share. */
  Map<String, String> ofJobManager(String name) {
    Map<String, String> configuration = new TreeMap<>();
    configuration.put("jobmanager.rpc.address", LOOPBACK);
    configuration.put("jobmanager.bind-host", LOOPBACK);
    configuration.put("high-availability.type", "zookeeper");
    configuration.put("high-availability.zookeeper.quorum", zooKeeper);
    configuration.put("high-availability.storageDir", uri(directory.resolve("storage")));
    configuration.put("high-availability.cluster-id", "/harrier");
    // A process of the same machine that does not answer is dead, not far away.
    configuration.put("high-availability.zookeeper.client.session-timeout", "5 s");
    configuration.put("high-availability.zookeeper.client.connection-timeout", "5 s");
    configuration.put("heartbeat.interval", "1 s");
    configuration.put("heartbeat.timeout", "10 s");
    configuration.put("cluster.evenly-spread-out-slots", "true");
    // Jobs belong to the platform; the web interface shows them, and cancels none.
    configuration.put("web.cancel.enable", "false");
    configuration.put("metrics.fetcher.update-interval", FIGURES.toMillis() + " ms");
    configuration.put("web.tmpdir", temporary(name));
    configuration.put("io.tmp.dirs", temporary(name));
    configuration.put("process.working-dir", temporary(name));
    configuration.put("user.artifacts.base-dir", temporary(name) + "/artifacts");
    configuration.put("zookeeper.sasl.disable", "true");
    configuration.put(
        "execution.checkpointing.savepoint-dir", uri(directory.resolve("savepoints")));
    return configuration;
  }

  Map<String, String> ofTaskManager(String name) {
    Map<String, String> configuration = ofJobManager(name);
    configuration.put("taskmanager.host", LOOPBACK);
    configuration.put("taskmanager.bind-host", LOOPBACK);
    configuration.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
    configuration.put("taskmanager.cpu.cores", "1.0");
    configuration.put("taskmanager.memory.task.heap.size", megabytes(TASK_HEAP));
    configuration.put("taskmanager.memory.framework.heap.size", megabytes(FRAMEWORK_HEAP));
    configuration.put("taskmanager.memory.task.off-heap.size", megabytes(OFF_HEAP));
    configuration.put("taskmanager.memory.framework.off-heap.size", megabytes(OFF_HEAP));
    configuration.put("taskmanager.memory.network.min", megabytes(NETWORK));
    configuration.put("taskmanager.memory.network.max", megabytes(NETWORK));
    configuration.put("taskmanager.memory.managed.size", megabytes(MANAGED));
    configuration.put("taskmanager.memory.jvm-metaspace.size", megabytes(METASPACE));
    configuration.put("taskmanager.memory.jvm-overhead.min", megabytes(OVERHEAD));
    configuration.put("taskmanager.memory.jvm-overhead.max", megabytes(OVERHEAD));
    return configuration;
  }

  private String temporary(String name) {
    return directory.resolve(name).resolve("tmp").toString();
  }

  private static String uri(Path path) {
    return path.toUri().toString();
  }

  private static String megabytes(int megabytes) {
    return megabytes + "m";
  }
}
