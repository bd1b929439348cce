package io.harrier.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerITCase {
  @TempDir Path directory;

  @Test
  void keepsKeysAndItsPortOverCloseAndKill() throws Exception {
    String uri;
    try (RedisServer server = RedisServer.start(directory, 0)) {
      uri = server.uri();
      assertThat(server.isHealthy()).isTrue();
      assertThat(command(server, "SET kept 1")).isEqualTo("+OK");
    }
    RedisServer killed = RedisServer.start(directory, 0);
    assertThat(killed.uri()).isEqualTo(uri);
    assertThat(command(killed, "INCR kept")).isEqualTo(":2");
    ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
    assertThat(killed.onExit().get()).isNotZero();
    assertThat(killed.isAlive()).isFalse();
    killed.close();

    try (RedisServer server = RedisServer.start(directory, 0)) {
      assertThat(server.uri()).isEqualTo(uri);
      assertThat(command(server, "INCR kept")).isEqualTo(":3");
    }
  }

  @Test
  void refusesAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, Ports.address(0).getAddress())) {
      assertThatThrownBy(() -> RedisServer.start(directory, taken.getLocalPort()))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("Port " + taken.getLocalPort());
    }
  }

  @Test
  void refusesADirectoryThatCantBeCreated() {
    Path impossible = Path.of("/proc/harrier");
    assertThatThrownBy(() -> RedisServer.start(impossible, 0))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("Redis can't write to its directory /proc/harrier")
        .hasMessageContaining("writable");
  }

  private static String command(RedisServer server, String command) throws IOException {
    URI uri = URI.create(server.uri());
    try (Socket socket = new Socket(Ports.address(0).getAddress(), uri.getPort())) {
      socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
          .readLine();
    }
  }
}
