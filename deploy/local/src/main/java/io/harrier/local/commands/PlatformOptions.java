package io.harrier.local.commands;

import io.harrier.local.directory.DirectoryFormat;
import io.harrier.local.platform.FlinkMode;
import io.harrier.local.platform.PlatformSettings;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where the servers listen, how Flink runs, and the layout of a new data directory. */
final class PlatformOptions {

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      description = "Port of Kafka; where omitted the one it had before, or a free one.")
  private int kafka;

  @Option(names = "--postgres-port", paramLabel = "PORT", description = "Likewise of PostgreSQL.")
  private int postgres;

  @Option(names = "--redis-port", paramLabel = "PORT", description = "Likewise of Redis.")
  private int redis;

  @Option(
      names = "--flink-port",
      paramLabel = "PORT",
      description = "Of Flink's REST API and web interface; where omitted a free one.")
  private int flink;

  @Option(
      names = "--cluster",
      description =
          "Runs Flink as a cluster of processes: two JobManagers with ZooKeeper, two TaskManagers;"
              + " within the platform's own process where omitted.")
  private boolean cluster;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of each topic of a new data directory; 4 where omitted.")
  private Integer partitions;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description =
          "Parallel instances of the detection job on a new data directory; as many as there are"
              + " processors, but at most 2, where omitted.")
  private Integer parallelism;

  @Option(
      names = "--accept-lost-transactions",
      description =
          "Lets the detection job go on although alerts were lost with a Kafka transaction, as it"
              + " said when it stopped. It names each in the log; ./harrier reconcile, then.")
  private boolean acceptLostTransactions;

  /** With a platform that approves by itself. */
  PlatformSettings settings() {
    return settings(false);
  }

  PlatformSettings settings(boolean fourEyes) {
    DirectoryFormat fitting =
        DirectoryFormat.withDefaults(Runtime.getRuntime().availableProcessors());
    DirectoryFormat wanted =
        new DirectoryFormat(
            DirectoryFormat.CURRENT,
            partitions == null ? fitting.partitions() : partitions,
            parallelism == null ? fitting.parallelism() : parallelism);
    PlatformSettings settings =
        new PlatformSettings(
            kafka,
            postgres,
            redis,
            flink,
            fourEyes,
            cluster ? FlinkMode.SESSION : FlinkMode.EMBEDDED,
            wanted);
    return acceptLostTransactions
        ? settings.withDetectionOptions(Map.of("--lost-transactions", "ACCEPT"))
        : settings;
  }
}
