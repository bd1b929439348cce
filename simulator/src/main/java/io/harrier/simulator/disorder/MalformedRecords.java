package io.harrier.simulator.disorder;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.harrier.model.RejectReason;
import io.harrier.model.json.TransactionJson;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.record.SimulatedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Hand-made records that must be rejected. Reasons take turns, in an order of chance. The first
 * record that is too large is so by far, to be refused by its size and by nothing on its way; the
 * others are just so.
 */
final class MalformedRecords {
  /** A number from the documentation of payment terminals; no account has it. */
  private static final String TEST_CARD_NUMBER = "4111111111111111";

  /** More than any broker takes by default. */
  private static final int FAR_TOO_LARGE = 10 << 20;

  /**
   * A century: in the future of every reader's clock, however long ago the simulation takes place.
   */
  private static final long FAR_AHEAD = Duration.ofDays(36_525).toMillis();

  private final Randomness random;
  private final long end;
  private final List<RejectReason> turns = new ArrayList<>();
  private boolean wasFarTooLarge;
  private int count;

  /**
   * @param end of the simulation, epoch milliseconds: event times far behind it are in the future
   */
  MalformedRecords(Randomness random, long end) {
    this.random = random;
    this.end = end;
  }

  SimulatedRecord.Malformed next(String userId, long eventTime) {
    if (turns.isEmpty()) {
      turns.addAll(Arrays.asList(RejectReason.values()));
    }
    RejectReason reason = turns.remove(random.between(0, turns.size() - 1));
    return new SimulatedRecord.Malformed(userId, reason, bytes(reason, userId, eventTime));
  }

  private byte[] bytes(RejectReason reason, String userId, long eventTime) {
    String id = "bad-" + userId.substring(2) + "-" + count++;
    String good = json(id, userId, Long.toString(eventTime), "1250", "PURCHASE", "");
    return switch (reason) {
      case TOMBSTONE -> null;
      case TOO_LARGE -> text(good.replace("}", ",\"note\":\"" + "x".repeat(excess()) + "\"}"));
      case BAD_UTF8 -> badUtf8(good);
      case BROKEN_JSON -> text(good.substring(0, good.length() / 2));
      case MISSING_FIELD -> text(good.replace("\"currency\":\"EUR\",", ""));
      case DUPLICATE_FIELD -> text(good.replace("}", ",\"currency\":\"EUR\"}"));
      case WRONG_TYPE ->
          text(json(id, userId, Long.toString(eventTime), "\"12.50\"", "PURCHASE", ""));
      case NOT_A_NUMBER ->
          text(json(id, userId, Long.toString(eventTime), "1250", "PURCHASE", ",\"latitude\":NaN"));
      case OUT_OF_RANGE ->
          text(json(id, userId, Long.toString(eventTime), "-1250", "PURCHASE", ""));
      case UNKNOWN_ENUM -> text(json(id, userId, Long.toString(eventTime), "1250", "BARTER", ""));
      case CARD_NUMBER ->
          text(
              json(
                  id,
                  userId,
                  Long.toString(eventTime),
                  "1250",
                  "PURCHASE",
                  ",\"cardToken\":\"" + TEST_CARD_NUMBER + "\""));
      case FUTURE_TIME ->
          text(json(id, userId, Long.toString(end + FAR_AHEAD), "1250", "PURCHASE", ""));
    };
  }

  private int excess() {
    int excess = wasFarTooLarge ? TransactionJson.MAX_BYTES : FAR_TOO_LARGE;
    wasFarTooLarge = true;
    return excess;
  }

  private static String json(
      String id, String userId, String eventTime, String amount, String type, String more) {
    return "{\"transactionId\":\""
        + id
        + "\",\"userId\":\""
        + userId
        + "\",\"eventTime\":"
        + eventTime
        + ",\"amountMinor\":"
        + amount
        + ",\"currency\":\"EUR\",\"type\":\""
        + type
        + "\",\"channel\":\"POS\""
        + more
        + "}";
  }

  private static byte[] text(String json) {
    return json.getBytes(UTF_8);
  }

  /** The first letter of the id becomes the start of a longer character that does not follow. */
  private static byte[] badUtf8(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    bytes[json.indexOf("bad-")] = (byte) 0xC3;
    return bytes;
  }
}
