package io.harrier.model.json;

import com.fasterxml.jackson.core.JsonParser;
import io.harrier.model.RejectReason;
import io.harrier.model.Transaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON of a {@link Transaction}. */
public final class TransactionJson {
  /** The largest record that is looked at, in bytes. */
  public static final int MAX_BYTES = 65_536;

  /** The largest amount, in minor units: sums of a user's window stay exact. */
  public static final long MAX_AMOUNT_MINOR = 1_000_000_000_000_000L;

  /** The longest id, in characters. */
  public static final int MAX_ID_LENGTH = 64;

  /** The longest optional text, in characters. */
  public static final int MAX_TEXT_LENGTH = 128;

  private TransactionJson() {}

  /** UTF-8 JSON of one transaction; absent fields are left out. */
  public static byte[] encode(Transaction value) {
    return JsonFormat.writeObject(
        json -> {
          json.writeStringField("transactionId", value.transactionId());
          json.writeStringField("userId", value.userId());
          json.writeNumberField("eventTime", value.eventTime());
          json.writeNumberField("amountMinor", value.amountMinor());
          json.writeStringField("currency", value.currency());
          json.writeStringField("type", value.type().name());
          json.writeStringField("channel", value.channel().name());
          json.writeStringField("status", value.status().name());
          JsonFormat.writeOptional(json, "merchantId", value.merchantId());
          JsonFormat.writeOptional(json, "terminalId", value.terminalId());
          JsonFormat.writeOptional(json, "mcc", value.mcc());
          JsonFormat.writeOptional(json, "cardToken", value.cardToken());
          JsonFormat.writeOptional(json, "deviceId", value.deviceId());
          JsonFormat.writeOptional(json, "ipAddress", value.ipAddress());
          JsonFormat.writeOptional(json, "counterpartyId", value.counterpartyId());
          JsonFormat.writeOptional(json, "country", value.country());
          if (!Double.isNaN(value.latitude())) {
            json.writeNumberField("latitude", value.latitude());
          }
          if (!Double.isNaN(value.longitude())) {
            json.writeNumberField("longitude", value.longitude());
          }
          if (value.producedAt() != Transaction.NOT_RECORDED) {
            json.writeNumberField("producedAt", value.producedAt());
          }
        });
  }

  /**
   * Reads one transaction, as strictly as the contract says.
   *
   * @param json the record's value; may be {@code null} (a tombstone)
   * @throws RejectedException for anything the contract does not allow, with its reason
   */
  public static Transaction decode(byte[] json) throws RejectedException {
    if (json == null) {
      throw new RejectedException(RejectReason.TOMBSTONE, "the record has no value");
    }
    if (json.length > MAX_BYTES) {
      throw new RejectedException(
          RejectReason.TOO_LARGE,
          "the record has " + json.length + " bytes, at most " + MAX_BYTES + " are allowed");
    }
    try (JsonParser parser = JsonFormat.FACTORY.createParser(json)) {
      return new TransactionReader(parser).read();
    } catch (IOException e) {
      throw isUtf8(json)
          ? new RejectedException(RejectReason.BROKEN_JSON, "not a complete JSON object")
          : new RejectedException(RejectReason.BAD_UTF8, "the bytes are not UTF-8");
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
