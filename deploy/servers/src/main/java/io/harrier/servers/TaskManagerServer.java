package io.harrier.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A TaskManager of a standalone Flink cluster, in a JVM of its own. Whether it works, the
 * JobManagers know: it is not asked itself.
 */
public final class TaskManagerServer extends ChildServer {
  private static final String NAME = "TaskManager";
  private static final String MAIN = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(20);

  private TaskManagerServer(ServerDirectory home, ChildProcess process) {
    super(NAME, home, process, PATIENCE_TO_STOP);
  }

  /**
   * Starts the process, which registers itself with the JobManager that leads.
   *
   * @param directory created if it doesn't exist; gets the configuration as {@code
   *     conf/config.yaml}
   * @param configuration Flink's
   * @throws ServerStartException if it can't be started
   */
  public static TaskManagerServer start(
      Path directory, FlinkProgram flink, Map<String, String> configuration) {
    ServerDirectory home = ServerDirectory.open(NAME, directory);
    try {
      Orphan.stop(NAME, home.process(), "TERM");
      ChildProcess process = flink.start(NAME, home, configuration, MAIN, List.of());
      return new TaskManagerServer(home, process);
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }

  @Override
  boolean answers() {
    return true;
  }
}
