package io.harrier.model.json;

import static io.harrier.model.RejectReason.BROKEN_JSON;
import static io.harrier.model.RejectReason.CARD_NUMBER;
import static io.harrier.model.RejectReason.DUPLICATE_FIELD;
import static io.harrier.model.RejectReason.MISSING_FIELD;
import static io.harrier.model.RejectReason.NOT_A_NUMBER;
import static io.harrier.model.RejectReason.OUT_OF_RANGE;
import static io.harrier.model.RejectReason.UNKNOWN_ENUM;
import static io.harrier.model.RejectReason.WRONG_TYPE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads one transaction from a parser: one pass, no tree, every field checked as it comes. */
final class TransactionReader {
  private static final Map<String, TransactionType> TYPES = byName(TransactionType.values());
  private static final Map<String, Channel> CHANNELS = byName(Channel.values());
  private static final Map<String, TransactionStatus> STATUSES = byName(TransactionStatus.values());
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> COUNTRIES =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

  private final JsonParser json;
  private int seen;

  private String transactionId;
  private String userId;
  private long eventTime = -1;
  private long amountMinor = -1;
  private String currency;
  private TransactionType type;
  private Channel channel;
  private TransactionStatus status = TransactionStatus.APPROVED;
  private String merchantId;
  private String terminalId;
  private String mcc;
  private String cardToken;
  private String deviceId;
  private String ipAddress;
  private String counterpartyId;
  private String country;
  private double latitude = Double.NaN;
  private double longitude = Double.NaN;
  private long producedAt = Transaction.NOT_RECORDED;

  TransactionReader(JsonParser json) {
    this.json = json;
  }

  Transaction read() throws IOException, RejectedException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new RejectedException(BROKEN_JSON, "not a JSON object");
    }
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      json.nextToken();
      readField(field);
    }
    if (json.nextToken() != null) {
      throw new RejectedException(BROKEN_JSON, "text after the end of the JSON object");
    }
    return assemble();
  }

  private void readField(String field) throws IOException, RejectedException {
    switch (field) {
      case "transactionId" -> transactionId = text(0, field, TransactionJson.MAX_ID_LENGTH);
      case "userId" -> userId = text(1, field, TransactionJson.MAX_ID_LENGTH);
      case "eventTime" -> eventTime = whole(2, field, Long.MAX_VALUE, false);
      case "amountMinor" -> amountMinor = whole(3, field, TransactionJson.MAX_AMOUNT_MINOR, true);
      case "currency" -> currency = code(4, field, CURRENCIES, "an ISO 4217 code");
      case "type" -> type = constant(5, field, TYPES);
      case "channel" -> channel = constant(6, field, CHANNELS);
      case "status" -> {
        TransactionStatus given = constant(7, field, STATUSES);
        status = given == null ? TransactionStatus.APPROVED : given;
      }
      case "merchantId" -> merchantId = text(8, field, TransactionJson.MAX_TEXT_LENGTH);
      case "terminalId" -> terminalId = text(9, field, TransactionJson.MAX_TEXT_LENGTH);
      case "mcc" -> mcc = text(10, field, TransactionJson.MAX_TEXT_LENGTH);
      case "cardToken" -> cardToken = text(11, field, TransactionJson.MAX_TEXT_LENGTH);
      case "deviceId" -> deviceId = text(12, field, TransactionJson.MAX_TEXT_LENGTH);
      case "ipAddress" -> ipAddress = text(13, field, TransactionJson.MAX_TEXT_LENGTH);
      case "counterpartyId" -> counterpartyId = text(14, field, TransactionJson.MAX_TEXT_LENGTH);
      case "country" -> country = code(15, field, COUNTRIES, "an ISO 3166-1 alpha-2 code");
      case "latitude" -> latitude = degrees(16, field, 90);
      case "longitude" -> longitude = degrees(17, field, 180);
      case "producedAt" -> {
        long given = whole(18, field, Long.MAX_VALUE, false);
        producedAt = given < 0 ? Transaction.NOT_RECORDED : given;
      }
      default -> skipUnknown(field);
    }
  }

  private Transaction assemble() throws RejectedException {
    require(transactionId != null, "transactionId");
    require(userId != null, "userId");
    require(eventTime >= 0, "eventTime");
    require(amountMinor >= 0, "amountMinor");
    require(currency != null, "currency");
    require(type != null, "type");
    require(channel != null, "channel");
    if (type == TransactionType.LOGIN && amountMinor != 0) {
      throw new RejectedException(OUT_OF_RANGE, "amountMinor of a LOGIN must be 0");
    }
    return new Transaction(
        transactionId,
        userId,
        eventTime,
        amountMinor,
        currency,
        type,
        channel,
        status,
        merchantId,
        terminalId,
        mcc,
        cardToken,
        deviceId,
        ipAddress,
        counterpartyId,
        country,
        latitude,
        longitude,
        producedAt);
  }

  private static void require(boolean present, String field) throws RejectedException {
    if (!present) {
      throw new RejectedException(MISSING_FIELD, field + " is missing");
    }
  }

  /** Whether the field has a value to read; a JSON null is an absent field. */
  private boolean begin(int bit, String field) throws RejectedException {
    if ((seen & 1 << bit) != 0) {
      throw new RejectedException(DUPLICATE_FIELD, field + " appears twice");
    }
    seen |= 1 << bit;
    return json.currentToken() != JsonToken.VALUE_NULL;
  }

  /** A text of 1 to {@code maxLength} printable characters; an empty one is absent. */
  private String text(int bit, String field, int maxLength) throws IOException, RejectedException {
    if (!begin(bit, field)) {
      return null;
    }
    expect(JsonToken.VALUE_STRING, field, "a string");
    String value = json.getText();
    if (value.isEmpty()) {
      return null;
    }
    refuseCardNumber(field, value);
    if (value.length() > maxLength) {
      throw new RejectedException(
          OUT_OF_RANGE, field + " has " + value.length() + " characters, at most " + maxLength);
    }
    for (int i = 0; i < value.length(); i++) {
      if (!isPrintable(value, i)) {
        throw new RejectedException(
            OUT_OF_RANGE, field + " has a control character or half a surrogate pair at " + i);
      }
    }
    return value;
  }

  private static boolean isPrintable(String value, int i) {
    char c = value.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }
    return c >= ' ' && c != 0x7f;
  }

  private String code(int bit, String field, Set<String> known, String what)
      throws IOException, RejectedException {
    String value = text(bit, field, TransactionJson.MAX_TEXT_LENGTH);
    if (value != null && !known.contains(value)) {
      throw new RejectedException(UNKNOWN_ENUM, field + " is not " + what + ": " + value);
    }
    return value;
  }

  private <E> E constant(int bit, String field, Map<String, E> known)
      throws IOException, RejectedException {
    String value = text(bit, field, TransactionJson.MAX_TEXT_LENGTH);
    if (value == null) {
      return null;
    }
    E constant = known.get(value);
    if (constant == null) {
      throw new RejectedException(UNKNOWN_ENUM, field + " is none of the known: " + value);
    }
    return constant;
  }

  private long whole(int bit, String field, long max, boolean mayBeCard)
      throws IOException, RejectedException {
    if (!begin(bit, field)) {
      return -1;
    }
    refuseNaN(field);
    expect(JsonToken.VALUE_NUMBER_INT, field, "a whole number");
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new RejectedException(OUT_OF_RANGE, field + " does not fit into 64 bits");
    }
    long value = json.getLongValue();
    if (mayBeCard && CardNumbers.isCardNumber(value)) {
      throw new RejectedException(CARD_NUMBER, field + " holds a full card number");
    }
    if (value < 0 || value > max) {
      throw new RejectedException(OUT_OF_RANGE, field + " must lie between 0 and " + max);
    }
    return value;
  }

  private double degrees(int bit, String field, double limit)
      throws IOException, RejectedException {
    if (!begin(bit, field)) {
      return Double.NaN;
    }
    refuseNaN(field);
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      expect(JsonToken.VALUE_NUMBER_FLOAT, field, "a number");
    }
    double value = json.getDoubleValue();
    if (!(value >= -limit && value <= limit)) {
      throw new RejectedException(
          OUT_OF_RANGE, field + " must lie between " + -limit + " and " + limit + " degrees");
    }
    return value;
  }

  private void refuseNaN(String field) throws IOException, RejectedException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && json.isNaN()) {
      throw new RejectedException(NOT_A_NUMBER, field + " is not a finite number");
    }
  }

  private void expect(JsonToken token, String field, String what) throws RejectedException {
    if (json.currentToken() != token) {
      throw new RejectedException(WRONG_TYPE, field + " must be " + what);
    }
  }

  /** An unknown field is ignored, but for a card number anywhere in it. */
  private void skipUnknown(String field) throws IOException, RejectedException {
    int depth = 0;
    do {
      JsonToken token = json.currentToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
        refuseCardNumber(field, json.getText());
      }
    } while (depth > 0 && json.nextToken() != null);
  }

  private static void refuseCardNumber(String field, String value) throws RejectedException {
    if (CardNumbers.isIn(value)) {
      throw new RejectedException(CARD_NUMBER, field + " holds a full card number");
    }
  }

  private static <E extends Enum<E>> Map<String, E> byName(E[] constants) {
    return Arrays.stream(constants)
        .collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));
  }
}
