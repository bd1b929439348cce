package io.harrier.faults.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One direction of a connection: one thread reads, another one writes what is due. What waits in
 * between is bounded; beyond it the sender waits, as on a real link.
 */
final class Pump {
  private static final int PIECE_BYTES = 64 << 10;
  private static final int PIECES = 256;

  private final Socket from;
  private final Socket to;
  private final LinkCondition condition;
  private final Listener listener;
  private final BlockingQueue<Piece> waiting = new ArrayBlockingQueue<>(PIECES);

  /** What was read at once; an empty one is the end. */
  private record Piece(ByteBuffer bytes, long dueNanos) {}

  /** Sees each piece before it is passed on. */
  @FunctionalInterface
  interface Listener {
    /**
     * @return whether the piece is passed on
     */
    boolean read(byte[] bytes, int length) throws IOException;
  }

  Pump(Socket from, Socket to, LinkCondition condition, Listener listener) {
    this.from = from;
    this.to = to;
    this.condition = condition;
    this.listener = listener;
  }

  /** Reads until the sender ends. */
  void read() throws IOException, InterruptedException {
    InputStream in = from.getInputStream();
    byte[] buffer = new byte[PIECE_BYTES];
    int length;
    while ((length = in.read(buffer)) >= 0) {
      if (listener.read(buffer, length)) {
        long due = System.nanoTime() + condition.delay().toNanos();
        waiting.put(new Piece(ByteBuffer.wrap(Arrays.copyOf(buffer, length)), due));
      }
    }
    waiting.put(new Piece(ByteBuffer.allocate(0), System.nanoTime()));
  }

  /** Writes until the sender has ended. */
  void write() throws IOException, InterruptedException {
    while (true) {
      Piece piece = waiting.take();
      TimeUnit.NANOSECONDS.sleep(piece.dueNanos() - System.nanoTime());
      condition.awaitPassage();
      if (!piece.bytes().hasRemaining()) {
        to.shutdownOutput();
        return;
      }
      to.getOutputStream().write(piece.bytes().array());
    }
  }
}
