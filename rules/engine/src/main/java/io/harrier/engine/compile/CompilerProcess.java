package io.harrier.engine.compile;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Starts {@link CompilerMain}: a JVM of its own with bounded memory and time, an empty environment
 * and an empty directory, which is removed afterwards; as isolated as the system allows.
 */
final class CompilerProcess {
  private static final int MAX_ANSWER_BYTES = 128 << 20;
  private static final int MAX_ERROR_BYTES = 64 << 10;

  /** Exit codes of a JVM out of memory, and of a process that has used up its time. */
  private static final Set<Integer> OUT_OF_RESOURCES = Set.of(3, 128 + 9, 128 + 24);

  /** What this system offers does not change while we run. */
  private static final class Found {
    static final Sandbox SANDBOX = new Sandbox(Sandbox.ownFiles(classPath()));
  }

  Isolation isolation() {
    return Found.SANDBOX.isolation();
  }

  /**
   * @param model name of the class that describes the rules
   * @param classes by name
   */
  record Output(String model, SortedMap<String, byte[]> classes) {}

  /**
   * @param fact source of the class that the rules look at
   * @param time of the processor, where the system can limit it; of the clock twice as much, for
   *     the machine may be busy
   */
  Output compile(String fact, String drl, Duration time, String memory) {
    try {
      Path directory = Files.createTempDirectory("harrier-compile");
      try {
        Found.SANDBOX.giveDirectory(directory);
        List<String> command = new ArrayList<>(Found.SANDBOX.prefix(time));
        command.addAll(command(directory, memory));
        return run(command, List.of(fact, drl), directory, time.multipliedBy(2));
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the compiler could not be started: " + e.getMessage(), e);
    }
  }

  private static Output run(
      List<String> command, List<String> sources, Path directory, Duration timeout)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    Process process = builder.start();
    try {
      CompletableFuture<byte[]> answer = drain(process.getInputStream(), MAX_ANSWER_BYTES);
      CompletableFuture<byte[]> errors = drain(process.getErrorStream(), MAX_ERROR_BYTES);
      DataOutputStream in = new DataOutputStream(process.getOutputStream());
      try {
        for (String source : sources) {
          byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
          in.writeInt(bytes.length);
          in.write(bytes);
        }
        in.flush();
      } catch (IOException e) {
        throw failure("ended before it was told what to compile", errors.join(), e);
      }
      byte[] output = await(answer, errors, timeout);
      if (output.length == 0) {
        refuseIfOutOfResources(process);
        throw failure("ended without an answer", errors.join(), null);
      }
      return parse(output);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void refuseIfOutOfResources(Process process) {
    try {
      if (process.waitFor(5, TimeUnit.SECONDS) && OUT_OF_RESOURCES.contains(process.exitValue())) {
        throw new CompilationLimitException(
            "the rules take too much memory or time to compile: write fewer or simpler ones", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] await(
      CompletableFuture<byte[]> answer, CompletableFuture<byte[]> errors, Duration timeout) {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new CompilationLimitException(
          "the rules were not compiled within %d s: try again when the machine is less busy, or write fewer or simpler ones"
              .formatted(timeout.toSeconds()),
          e);
    } catch (ExecutionException e) {
      throw failure("could not be read from", errors.getNow(new byte[0]), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompilationException("interrupted while compiling", e);
    }
  }

  private static Output parse(byte[] output) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(output));
    if (in.readByte() == CompilerMain.REFUSED) {
      throw new CompilationException(
          "the compiler refused rules that were checked before: " + in.readUTF(), null);
    }
    String model = in.readUTF();
    SortedMap<String, byte[]> classes = new TreeMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      classes.put(name, in.readNBytes(in.readInt()));
    }
    return new Output(model, classes);
  }

  private static List<String> command(Path directory, String memory) {
    return List.of(
        Sandbox.java(),
        "-Xmx" + memory,
        "-XX:MaxMetaspaceSize=256m",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData",
        "-Xss4m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dfile.encoding=UTF-8",
        "-Djava.awt.headless=true",
        "-Djava.io.tmpdir=" + directory,
        "-cp",
        String.join(File.pathSeparator, classPath()) + File.pathSeparator + directory,
        CompilerMain.class.getName());
  }

  /** Ours, made absolute: the process has a directory of its own. */
  private static List<String> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .toList();
  }

  private static CompletableFuture<byte[]> drain(InputStream stream, int max) {
    CompletableFuture<byte[]> result = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                byte[] bytes = stream.readNBytes(max);
                stream.transferTo(java.io.OutputStream.nullOutputStream());
                result.complete(bytes);
              } catch (IOException e) {
                result.completeExceptionally(e);
              }
            },
            "compiler-output");
    reader.setDaemon(true);
    reader.start();
    return result;
  }

  private static CompilationException failure(String what, byte[] errors, Exception cause) {
    String text = new String(errors, StandardCharsets.UTF_8).strip();
    int end = Math.min(text.length(), 2_000);
    return new CompilationException(
        "the compiler's process " + what + (end > 0 ? ": " + text.substring(0, end) : ""), cause);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
