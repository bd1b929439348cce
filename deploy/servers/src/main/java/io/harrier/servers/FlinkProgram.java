package io.harrier.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * With what a process of a Flink cluster is run.
 *
 * @param classPath what {@code lib} of a Flink distribution holds; absolute
 * @param jvm options of the JVM
 */
public record FlinkProgram(List<Path> classPath, List<String> jvm) {

  public FlinkProgram {
    classPath = List.copyOf(classPath);
    jvm = List.copyOf(jvm);
  }

  /** Starts a main class that reads its configuration from {@code conf/config.yaml}. */
  ChildProcess start(
      String server,
      ServerDirectory home,
      Map<String, String> configuration,
      String main,
      List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("--configDir", write(home, configuration)));
    all.addAll(arguments);
    return start(server, home, main, all);
  }

  ChildProcess start(String server, ServerDirectory home, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Dlog.file=" + home.log()); // which the web interface shows
    command.addAll(jvm);
    command.add(main);
    command.addAll(arguments);
    String path =
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    return ChildProcess.start(server, home, "TERM", command, Map.of("CLASSPATH", path));
  }

  /** The folder that holds the configuration. */
  private static String write(ServerDirectory home, Map<String, String> configuration) {
    String yaml =
        new TreeMap<>(configuration)
            .entrySet().stream()
                .map(entry -> entry.getKey() + ": '" + entry.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
    Path conf = home.path().resolve("conf");
    try {
      Files.createDirectories(conf);
      Files.writeString(conf.resolve("config.yaml"), yaml);
      return conf.toString();
    } catch (IOException e) {
      throw new ServerStartException("Can't write Flink's configuration to " + conf, e);
    }
  }
}
