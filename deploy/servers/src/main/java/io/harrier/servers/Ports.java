package io.harrier.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free TCP ports on the loopback address. They are taken from below the range that operating
 * systems use for outgoing connections, so that a port which a stopped server will come back to is
 * not lent to a client in between.
 */
public final class Ports {
  static final String LOOPBACK = "127.0.0.1";

  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 200;

  private Ports() {}

  /** One that nobody listens on at the moment. */
  public static int findFree() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new ServerStartException(
        "Found no free TCP port between %d and %d on %s in %d attempts. Is the loopback interface up?"
            .formatted(LOWEST, HIGHEST, LOOPBACK, ATTEMPTS));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // a connection that is only being forgotten does not count
      socket.bind(address(port));
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }

  static InetSocketAddress address(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }
}
