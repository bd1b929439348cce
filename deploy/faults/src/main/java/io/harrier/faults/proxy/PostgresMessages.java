package io.harrier.faults.proxy;

import java.nio.ByteBuffer;

/**
 * Waits for a kind of message to PostgreSQL. After the first ones, which have a length alone, each
 * is a letter and a length; see <a
 * href="https://www.postgresql.org/docs/current/protocol-message-formats.html">the formats</a>.
 */
public final class PostgresMessages implements StreamWatch {
  private static final int LENGTH_BYTES = 4;

  /** Asks for encryption, or another connection's end: another first message may follow. */
  private static final int FIRST_SPECIAL_CODE = 80_877_102;

  private static final int LAST_SPECIAL_CODE = 80_877_104;

  private final byte wanted;
  private final ByteBuffer head = ByteBuffer.allocate(8);
  private boolean started;

  /** How many bytes of the present message are still to come, once its head is known. */
  private int left;

  private PostgresMessages(char wanted) {
    this.wanted = (byte) wanted;
  }

  /** A prepared statement is executed. */
  public static PostgresMessages execution() {
    return new PostgresMessages('E');
  }

  /** A reader of the log says how far it has come. */
  public static PostgresMessages confirmation() {
    return new PostgresMessages('d');
  }

  @Override
  public boolean sees(byte[] bytes, int length) {
    boolean seen = false;
    int at = 0;
    while (at < length) {
      if (left > 0) {
        int skipped = Math.min(left, length - at);
        left -= skipped;
        at += skipped;
      } else {
        head.put(bytes[at++]);
        seen |= started ? headSeen() : firstHeadSeen();
      }
    }
    return seen;
  }

  private boolean firstHeadSeen() {
    if (head.position() == 2 * LENGTH_BYTES) {
      int code = head.getInt(LENGTH_BYTES);
      started = code < FIRST_SPECIAL_CODE || code > LAST_SPECIAL_CODE;
      left = head.getInt(0) - 2 * LENGTH_BYTES;
      head.clear();
    }
    return false;
  }

  private boolean headSeen() {
    if (head.position() < 1 + LENGTH_BYTES) {
      return false;
    }
    left = head.getInt(1) - LENGTH_BYTES;
    head.clear();
    return head.get(0) == wanted;
  }
}
