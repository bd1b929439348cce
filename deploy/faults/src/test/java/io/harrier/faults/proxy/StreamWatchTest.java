package io.harrier.faults.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each stream is given in pieces of several sizes: it must not matter where they end. */
class StreamWatchTest {
  private static final int PRODUCE = 0;
  private static final int END_TRANSACTION = 26;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 10_000})
  void theEndOfATransactionIsKnownByItsKindAndItsId(int piece) {
    byte[] others =
        join(
            request(PRODUCE, "harrier-alerts-0 " + "x".repeat(2_000)),
            request(END_TRANSACTION, "harrier-late-0"));
    byte[] wanted = request(END_TRANSACTION, "harrier-alerts-0");

    assertThat(seen(KafkaRequests.endOfTransaction("-alerts-"), others, piece)).isZero();
    assertThat(
            seen(
                KafkaRequests.endOfTransaction("-alerts-"),
                join(others, wanted, others, wanted),
                piece))
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 10_000})
  void messagesToPostgresBeginAfterTheFirstOnes(int piece) {
    byte[] first = join(message(80_877_103, ""), message(196_608, "user E d E"));
    byte[] others = join(first, message('Q', "select E"), message('P', "EEEE"));

    assertThat(seen(PostgresMessages.execution(), others, piece)).isZero();
    assertThat(seen(PostgresMessages.execution(), join(others, message('E', "")), piece)).isOne();
    assertThat(seen(PostgresMessages.confirmation(), join(others, message('d', "r")), piece))
        .isOne();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 10_000})
  void aTextIsFoundWhereverItIsCut(int piece) {
    byte[] stream = "EVAL standin standings standing:user-1 standing".getBytes(US_ASCII);

    assertThat(seen(new TextInStream("standing:"), stream, piece)).isOne();
  }

  private static int seen(StreamWatch watch, byte[] stream, int piece) {
    int seen = 0;
    for (int at = 0; at < stream.length; at += piece) {
      byte[] next = Arrays.copyOfRange(stream, at, Math.min(stream.length, at + piece));
      seen += watch.sees(next, next.length) ? 1 : 0;
    }
    return seen;
  }

  private static byte[] request(int kind, String body) {
    return ByteBuffer.allocate(6 + body.length())
        .putInt(2 + body.length())
        .putShort((short) kind)
        .put(body.getBytes(US_ASCII))
        .array();
  }

  /** One of the first, which have no letter. */
  private static byte[] message(int code, String body) {
    return ByteBuffer.allocate(8 + body.length())
        .putInt(8 + body.length())
        .putInt(code)
        .put(body.getBytes(US_ASCII))
        .array();
  }

  private static byte[] message(char kind, String body) {
    return ByteBuffer.allocate(5 + body.length())
        .put((byte) kind)
        .putInt(4 + body.length())
        .put(body.getBytes(US_ASCII))
        .array();
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }
}
