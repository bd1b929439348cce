package io.harrier.engine.release;

import io.harrier.engine.vocabulary.MinorUnits;
import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a transaction of a test; what it does not say is as in {@link Transaction#builder}. */
final class TestTransactionReader {
  static final List<String> FIELDS =
      List.of(
          "at",
          "until",
          "alerts",
          "id",
          "amount",
          "currency",
          "type",
          "channel",
          "status",
          "merchantId",
          "terminalId",
          "mcc",
          "cardToken",
          "deviceId",
          "ipAddress",
          "counterpartyId",
          "country",
          "latitude",
          "longitude");

  private TestTransactionReader() {}

  /** Nothing if there is a problem. */
  static Optional<Transaction> read(Map<String, YamlNode> fields, String defaultId, long time) {
    String id = text(fields, "id").orElse(defaultId);
    Transaction.Builder transaction = Transaction.builder(id, TestCase.USER_ID, time);
    if (!amount(fields, transaction)) {
      return Optional.empty();
    }
    word(fields, "type", TransactionType.values())
        .map(TransactionType::valueOf)
        .ifPresent(transaction::type);
    word(fields, "channel", Channel.values()).map(Channel::valueOf).ifPresent(transaction::channel);
    word(fields, "status", TransactionStatus.values())
        .map(TransactionStatus::valueOf)
        .ifPresent(transaction::status);
    Map<String, Consumer<String>> texts =
        Map.of(
            "merchantId", transaction::merchantId,
            "terminalId", transaction::terminalId,
            "mcc", transaction::mcc,
            "cardToken", transaction::cardToken,
            "deviceId", transaction::deviceId,
            "ipAddress", transaction::ipAddress,
            "counterpartyId", transaction::counterpartyId,
            "country", transaction::country);
    texts.forEach((field, setter) -> text(fields, field).ifPresent(setter));
    Optional<Double> latitude = coordinate(fields, "latitude", "90");
    Optional<Double> longitude = coordinate(fields, "longitude", "180");
    if (latitude.isPresent() && longitude.isPresent()) {
      transaction.location(latitude.get(), longitude.get());
    } else if (fields.containsKey("latitude") != fields.containsKey("longitude")) {
      fields.get("at").problem("latitude and longitude go together");
    }
    return Optional.of(transaction.build());
  }

  private static boolean amount(Map<String, YamlNode> fields, Transaction.Builder transaction) {
    String code = text(fields, "currency").orElse("EUR");
    if (Currency.getAvailableCurrencies().stream()
        .noneMatch(known -> known.getCurrencyCode().equals(code))) {
      fields.get("currency").problem("\"" + code + "\" is not a currency code, such as EUR");
      return false;
    }
    YamlNode node = fields.get("amount");
    BigDecimal amount =
        node == null ? BigDecimal.ZERO : node.decimal("0", "1000000000").orElse(BigDecimal.ZERO);
    int digits = MinorUnits.scaleOf(code);
    if (amount.stripTrailingZeros().scale() > digits) {
      node.problem("an amount in " + code + " has at most " + digits + " digits after the point");
      return false;
    }
    transaction.amount(amount.movePointRight(digits).longValueExact(), code);
    return true;
  }

  private static Optional<String> text(Map<String, YamlNode> fields, String name) {
    return Optional.ofNullable(fields.get(name)).flatMap(node -> node.text(64));
  }

  private static Optional<String> word(
      Map<String, YamlNode> fields, String name, Enum<?>[] values) {
    return Optional.ofNullable(fields.get(name))
        .flatMap(node -> node.oneOf(PatternsReader.names(values)));
  }

  private static Optional<Double> coordinate(
      Map<String, YamlNode> fields, String name, String bound) {
    return Optional.ofNullable(fields.get(name))
        .flatMap(node -> node.decimal("-" + bound, bound))
        .map(BigDecimal::doubleValue);
  }
}
