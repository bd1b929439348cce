package io.harrier.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A TCP link on the loopback interface that can be harmed: whatever is done to it concerns the
 * connections that there are and those to come, until {@link #restore}.
 */
public final class FaultProxy implements AutoCloseable {
  private final InetSocketAddress address;
  private final InetSocketAddress target;
  private final Supplier<StreamWatch> watches;
  private final LinkCondition condition = new LinkCondition();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;

  private FaultProxy(
      InetSocketAddress address, InetSocketAddress target, Supplier<StreamWatch> watches) {
    this.address = address;
    this.target = target;
    this.watches = watches;
  }

  /**
   * @param port to listen on
   * @param target the port that everything is passed on to; need not be listened on yet
   * @param watches what {@link #resetAt} waits for; asked for with every connection
   */
  public static FaultProxy start(int port, int target, Supplier<StreamWatch> watches)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    FaultProxy proxy =
        new FaultProxy(
            new InetSocketAddress(loopback, port),
            new InetSocketAddress(loopback, target),
            watches);
    proxy.listen();
    return proxy;
  }

  public int port() {
    return address.getPort();
  }

  private synchronized void listen() throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(address);
    listener = socket;
    Thread thread = new Thread(() -> accept(socket), "proxy-" + address.getPort());
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        admit(socket, socket.accept());
      } catch (IOException e) {
        // Closed, or the client has gone again.
      }
    }
  }

  private synchronized void admit(ServerSocket socket, Socket client) throws IOException {
    if (socket != listener) {
      client.close();
      return;
    }
    Socket server = new Socket();
    try {
      server.connect(target);
    } catch (IOException e) {
      server.close();
      client.close();
      return;
    }
    Connection connection =
        new Connection(client, server, condition, watches.get(), connections::remove);
    connections.add(connection);
    connection.start();
  }

  /** Closes every connection and accepts none. */
  public synchronized void cut() {
    stopListening();
    connections.forEach(Connection::close);
  }

  private void stopListening() {
    try {
      if (listener != null) {
        listener.close();
        listener = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connections stay, and new ones are accepted, but nothing gets through, either way. */
  public void holdBack() {
    condition.hold();
  }

  /** Everything arrives later. */
  public void delay(Duration eachWay) {
    condition.delay(eachWay);
  }

  /** Resets every connection, once; new ones are accepted. */
  public void reset() {
    connections.forEach(Connection::reset);
  }

  /**
   * Resets the next connection on which what is waited for is seen.
   *
   * @return completes when that has happened
   */
  public CompletableFuture<Void> resetAt(ResetMoment moment) {
    return condition.resetAt(moment);
  }

  /** The link is whole again; what was held back arrives. */
  public synchronized void restore() {
    condition.clear();
    if (listener == null) {
      try {
        listen();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot listen on " + address + " again", e);
      }
    }
  }

  @Override
  public void close() {
    cut();
    condition.clear();
  }
}
