package io.harrier.local.health;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * Whether Redis answers PING. Speaks the protocol itself: a client library takes longer to load.
 */
final class RedisProbe {
  static final String NAME = "redis";
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int DEFAULT_PORT = 6379;

  private RedisProbe() {}

  static PartHealth ask(String uri) throws IOException {
    URI address = URI.create(uri);
    int port = address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readNBytes(5), US_ASCII);
      return answer.equals("+PONG")
          ? PartHealth.ready(NAME, "answers")
          : PartHealth.notReady(NAME, "answers " + answer.strip());
    }
  }
}
