package io.harrier.faults.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends back whatever it receives, and remembers it. */
final class EchoServer implements AutoCloseable {
  private final ServerSocket listener;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  EchoServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "echo");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread thread = new Thread(() -> serve(client), "echo");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      byte[] buffer = new byte[1024];
      int length;
      while ((length = client.getInputStream().read(buffer)) >= 0) {
        synchronized (received) {
          received.write(buffer, 0, length);
        }
        client.getOutputStream().write(buffer, 0, length);
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  String received() {
    synchronized (received) {
      return received.toString(StandardCharsets.US_ASCII);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
