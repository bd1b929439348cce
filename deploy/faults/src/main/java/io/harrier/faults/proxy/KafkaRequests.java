package io.harrier.faults.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/**
 * Waits for a kind of request to Kafka. Each is its length in four bytes, then two that say which
 * it is; see <a href="https://kafka.apache.org/protocol">Kafka's protocol</a>.
 */
public final class KafkaRequests implements StreamWatch {
  /** Ends a transaction: commits it, or aborts it. */
  private static final short END_TRANSACTION = 26;

  private static final int LENGTH_BYTES = 4;

  /** Of a request, its first bytes are looked at. */
  private static final int LOOKED_AT = 512;

  private final short wanted;
  private final String text;
  private final ByteBuffer request = ByteBuffer.allocate(LOOKED_AT);

  /** How many bytes of the present request are still to come; -1 before that is known. */
  private int left = -1;

  private KafkaRequests(short wanted, String text) {
    this.wanted = wanted;
    this.text = text;
  }

  /**
   * The end of a transaction.
   *
   * @param id a part of its transactional id
   */
  public static KafkaRequests endOfTransaction(String id) {
    return new KafkaRequests(END_TRANSACTION, id);
  }

  @Override
  public boolean sees(byte[] bytes, int length) {
    boolean seen = false;
    for (int i = 0; i < length; i++) {
      if (request.hasRemaining()) {
        request.put(bytes[i]);
      }
      if (left < 0) {
        left = request.position() == LENGTH_BYTES ? request.getInt(0) : -1;
      } else {
        left--;
      }
      if (left == 0) {
        seen |= isWanted();
        request.clear();
        left = -1;
      }
    }
    return seen;
  }

  private boolean isWanted() {
    return request.position() >= LENGTH_BYTES + Short.BYTES
        && request.getShort(LENGTH_BYTES) == wanted
        && new String(request.array(), 0, request.position(), ISO_8859_1).contains(text);
  }
}
