package io.harrier.local.platform;

import io.harrier.local.directory.DirectoryFormat;
import java.util.Map;

/**
 * Where the platform listens, and how a new data directory is laid out.
 *
 * @param kafkaPort 0 for the one the directory had before, or any free one; so are the others
 * @param fourEyes whether a release needs the approval of a second person from now on; otherwise a
 *     new platform approves by itself, and one that exists keeps to what it did
 * @param flink how Flink runs
 * @param newDirectory what a data directory is created with; one that exists keeps its own
 * @param links by which jobs and capture reach the servers
 * @param detectionOptions of the detection job, by name, such as {@code --late}: besides those that
 *     a platform gives it, or instead of them
 */
public record PlatformSettings(
    int kafkaPort,
    int postgresPort,
    int redisPort,
    int flinkPort,
    boolean fourEyes,
    FlinkMode flink,
    DirectoryFormat newDirectory,
    Links links,
    Map<String, String> detectionOptions) {

  public PlatformSettings {
    detectionOptions = Map.copyOf(detectionOptions);
  }

  /** With direct links, and the job's options as they are. */
  public PlatformSettings(
      int kafkaPort,
      int postgresPort,
      int redisPort,
      int flinkPort,
      boolean fourEyes,
      FlinkMode flink,
      DirectoryFormat newDirectory) {
    this(
        kafkaPort,
        postgresPort,
        redisPort,
        flinkPort,
        fourEyes,
        flink,
        newDirectory,
        Links.DIRECT,
        Map.of());
  }

  /** Free ports, and a layout that fits this machine. */
  public static PlatformSettings defaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new PlatformSettings(
        0, 0, 0, 0, false, FlinkMode.EMBEDDED, DirectoryFormat.withDefaults(processors));
  }

  public PlatformSettings withDetectionOptions(Map<String, String> options) {
    return new PlatformSettings(
        kafkaPort,
        postgresPort,
        redisPort,
        flinkPort,
        fourEyes,
        flink,
        newDirectory,
        links,
        options);
  }
}
