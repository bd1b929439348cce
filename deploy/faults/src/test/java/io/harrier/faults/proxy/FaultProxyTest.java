package io.harrier.faults.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.servers.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
  private static final int PATIENCE_MILLIS = 10_000;

  private EchoServer server;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = new EchoServer();
    proxy = FaultProxy.start(Ports.findFree(), server.port(), () -> new TextInStream("commit"));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void passesOnBothWays() throws IOException {
    try (Socket client = connect()) {
      assertThat(echo(client, "hello")).isEqualTo("hello");
    }
  }

  @Test
  void passesOnThatASenderHasEnded() throws IOException {
    try (Socket client = connect()) {
      client.getOutputStream().write("hello".getBytes(US_ASCII));
      client.shutdownOutput();

      assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII)).isEqualTo("hello");
    }
  }

  @Test
  void aServerThatIsAwayEndsTheConnection() throws IOException {
    server.close();
    try (Socket client = connect()) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void cutConnectionsEndAndOthersAreRefused() throws IOException {
    try (Socket client = connect()) {
      assertThat(echo(client, "hello")).isEqualTo("hello");

      proxy.cut();

      assertThat(client.getInputStream().read()).isEqualTo(-1);
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }
    proxy.restore();
    try (Socket client = connect()) {
      assertThat(echo(client, "again")).isEqualTo("again");
    }
  }

  @Test
  void whatIsHeldBackArrivesWhenTheLinkIsRestored() throws IOException {
    try (Socket before = connect()) {
      assertThat(echo(before, "hello")).isEqualTo("hello");

      proxy.holdBack();

      try (Socket since = connect()) {
        send(since, "new");
        send(before, "old");
        before.setSoTimeout(200);
        assertThatThrownBy(() -> before.getInputStream().read())
            .isInstanceOf(SocketTimeoutException.class);
        assertThat(server.received()).isEqualTo("hello");

        proxy.restore();

        before.setSoTimeout(PATIENCE_MILLIS);
        assertThat(receive(before, 3)).isEqualTo("old");
        assertThat(receive(since, 3)).isEqualTo("new");
      }
    }
  }

  @Test
  void aDelayCountsForEachWayAndNotForEachPiece() throws Exception {
    try (Socket client = connect()) {
      proxy.delay(Duration.ofMillis(200));
      long begun = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        send(client, "x");
        // Long enough apart to be pieces of their own, and short against the delay.
        TimeUnit.MILLISECONDS.sleep(5);
      }
      receive(client, 20);
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(Duration.ofMillis(400), Duration.ofMillis(4_000));
    }
  }

  @Test
  void aResetIsSeenAsOneAndConcernsNoLaterConnection() throws IOException {
    try (Socket client = connect()) {
      assertThat(echo(client, "hello")).isEqualTo("hello");

      proxy.reset();

      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    try (Socket client = connect()) {
      assertThat(echo(client, "again")).isEqualTo("again");
    }
  }

  @Test
  void resetBeforeTheRequestTheServerKnowsNothingOfIt() throws Exception {
    CompletableFuture<Void> happened = proxy.resetAt(ResetMoment.BEFORE_THE_REQUEST);
    try (Socket client = connect()) {
      assertThat(echo(client, "begin ")).isEqualTo("begin ");
      send(client, "commit");

      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
      happened.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      assertThat(server.received()).isEqualTo("begin ");
    }
    try (Socket client = connect()) {
      assertThat(echo(client, "commit")).isEqualTo("commit");
    }
  }

  @Test
  void resetBeforeTheAnswerTheServerHasDoneIt() throws Exception {
    CompletableFuture<Void> happened = proxy.resetAt(ResetMoment.BEFORE_THE_ANSWER);
    try (Socket client = connect()) {
      assertThat(echo(client, "begin ")).isEqualTo("begin ");
      send(client, "commit");

      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
      happened.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      assertThat(server.received()).isEqualTo("begin commit");
    }
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    client.setTcpNoDelay(true);
    client.setSoTimeout(PATIENCE_MILLIS);
    return client;
  }

  private static String echo(Socket client, String text) throws IOException {
    send(client, text);
    return receive(client, text.length());
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static String receive(Socket client, int length) throws IOException {
    return new String(client.getInputStream().readNBytes(length), US_ASCII);
  }
}
