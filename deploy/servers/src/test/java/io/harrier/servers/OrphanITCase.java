package io.harrier.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanITCase {
  @TempDir Path directory;

  @Test
  void serversEndWithTheJvmThatStartedThemAndTheNextOneContinues() throws Exception {
    Process parent = startParent();
    List<ProcessHandle> servers = servers();
    assertThat(servers).hasSize(3).allMatch(ProcessHandle::isAlive);

    parent.destroyForcibly().waitFor();
    for (ProcessHandle server : servers) {
      server.onExit().get(60, TimeUnit.SECONDS);
    }
    startAndCloseAll();
  }

  @Test
  void serversThatOutlivedTheirParentAreStoppedByTheNextStart() throws Exception {
    Process parent = startParent();
    List<ProcessHandle> servers = servers();
    // Without the guards nobody tells the servers that their parent is gone.
    List<ProcessHandle> guards =
        servers.stream().map(server -> server.parent().orElseThrow()).toList();
    guards.forEach(guard -> guard.descendants().forEach(this::killWatcher));
    guards.forEach(ProcessHandle::destroyForcibly);
    parent.destroyForcibly().waitFor();
    assertThat(servers).allMatch(ProcessHandle::isAlive);

    startAndCloseAll();
    assertThat(servers).noneMatch(ProcessHandle::isAlive);
  }

  private void killWatcher(ProcessHandle process) {
    Optional<String> command = process.info().command();
    if (command.isPresent() && command.get().matches(".*/(sh|dash|bash|busybox)")) {
      process.destroyForcibly();
    }
  }

  private Process startParent() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(), "-Xmx128m", AllServersMain.class.getName(), directory.toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process parent = builder.inheritIO().start();
    Awaitility.await()
        .atMost(90, TimeUnit.SECONDS)
        .until(() -> Files.exists(directory.resolve("pids")) || !parent.isAlive());
    return parent;
  }

  private List<ProcessHandle> servers() throws Exception {
    return Files.readAllLines(directory.resolve("pids")).stream()
        .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
        .toList();
  }

  private void startAndCloseAll() throws Exception {
    for (CompletableFuture<? extends EmbeddedServer> server : AllServersMain.startAll(directory)) {
      try (EmbeddedServer started = server.get()) {
        assertThat(started.isHealthy()).as(started.name()).isTrue();
      }
    }
  }
}
