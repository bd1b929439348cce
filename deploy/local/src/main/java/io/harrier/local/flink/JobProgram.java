package io.harrier.local.flink;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job of Harrier, and how it is told what to do.
 *
 * @param name by which Flink and people know it
 * @param arguments of its main class
 * @param parallelism of its operators
 * @param jar asked for where the job is submitted as a jar, which a build may have left out
 * @param definition the same job by this process's own classes
 */
public record JobProgram(
    String name,
    List<String> arguments,
    int parallelism,
    Supplier<Path> jar,
    Definition definition) {

  /** What a job does; told to an environment that is already configured. */
  @FunctionalInterface
  public interface Definition {
    void define(StreamExecutionEnvironment environment);
  }

  public JobProgram {
    Objects.requireNonNull(name, "name");
    arguments = List.copyOf(arguments);
    Objects.requireNonNull(jar, "jar");
    Objects.requireNonNull(definition, "definition");
  }
}
