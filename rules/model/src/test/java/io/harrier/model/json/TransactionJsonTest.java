package io.harrier.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.harrier.model.Channel;
import io.harrier.model.RejectReason;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionJsonTest {
  private static final String MINIMAL =
      """
      {"transactionId":"t-1","userId":"u-1","eventTime":1763800000000,"amountMinor":1250,\
      "currency":"EUR","type":"PURCHASE","channel":"POS"}""";

  @Test
  void requiredFieldsAreEnough() throws Exception {
    Transaction transaction = decode(MINIMAL);

    assertThat(transaction)
        .isEqualTo(
            Transaction.builder("t-1", "u-1", 1_763_800_000_000L).amount(1250, "EUR").build());
    assertThat(transaction.status()).isEqualTo(TransactionStatus.APPROVED);
    assertThat(transaction.isLocated()).isFalse();
  }

  @Test
  void everyFieldSurvivesARoundTrip() throws Exception {
    Transaction full =
        Transaction.builder("t-ü", "u \"1\"", 1)
            .amount(TransactionJson.MAX_AMOUNT_MINOR, "JPY")
            .type(TransactionType.TRANSFER)
            .channel(Channel.MOBILE)
            .status(TransactionStatus.DECLINED)
            .merchantId("m")
            .terminalId("t")
            .mcc("5411")
            .cardToken("c")
            .deviceId("d")
            .ipAddress("2001:db8::1")
            .counterpartyId("x")
            .country("DE")
            .location(-90, 180)
            .producedAt(3)
            .build();

    assertThat(TransactionJson.decode(TransactionJson.encode(full))).isEqualTo(full);
  }

  @Test
  void anUnknownFieldIsIgnoredHoweverDeep() throws Exception {
    String more = MINIMAL.replace("{\"tr", "{\"x\":{\"y\":[1,{\"z\":null},\"text\"]},\"n\":7,\"tr");

    assertThat(decode(more)).isEqualTo(decode(MINIMAL));
  }

  @Test
  void nullIsAbsent() throws Exception {
    assertThat(decode(with("\"deviceId\":null")).deviceId()).isNull();
    assertThat(decode(with("\"status\":null")).status()).isEqualTo(TransactionStatus.APPROVED);
    assertThat(decode(with("\"deviceId\":\"\"")).deviceId()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"userId\":\"u-1\"           | \"userId\":null                 | MISSING_FIELD | userId",
        "\"userId\":\"u-1\"           | \"userId\":\"\"                 | MISSING_FIELD | userId",
        "\"userId\":\"u-1\",          | ``                              | MISSING_FIELD | userId",
        "\"userId\":\"u-1\"           | \"userId\":7                    | WRONG_TYPE    | userId",
        "\"userId\":\"u-1\"           | \"userId\":\"a\\u0000b\"        | OUT_OF_RANGE  | control",
        "\"userId\":\"u-1\"           | \"userId\":\"a\\ud800b\"        | OUT_OF_RANGE  | surrogate",
        "\"userId\":\"u-1\"           | \"userId\":\"1\",\"userId\":\"2\" | DUPLICATE_FIELD | userId",
        "\"amountMinor\":1250         | \"amountMinor\":\"1250\"        | WRONG_TYPE    | amountMinor",
        "\"amountMinor\":1250         | \"amountMinor\":12.5            | WRONG_TYPE    | amountMinor",
        "\"amountMinor\":1250         | \"amountMinor\":-1              | OUT_OF_RANGE  | amountMinor",
        "\"amountMinor\":1250         | \"amountMinor\":1000000000000001 | OUT_OF_RANGE | amountMinor",
        "\"amountMinor\":1250         | \"amountMinor\":99999999999999999999 | OUT_OF_RANGE | 64 bits",
        "\"amountMinor\":1250         | \"amountMinor\":NaN             | NOT_A_NUMBER  | amountMinor",
        "\"amountMinor\":1250         | \"amountMinor\":4111111111111111 | CARD_NUMBER  | amountMinor",
        "\"amountMinor\":1250         | \"latitude\":91                 | OUT_OF_RANGE  | latitude",
        "\"amountMinor\":1250         | \"latitude\":NaN                | NOT_A_NUMBER  | latitude",
        "\"amountMinor\":1250         | \"longitude\":-Infinity         | NOT_A_NUMBER  | longitude",
        "\"amountMinor\":1250         | \"longitude\":1e999             | OUT_OF_RANGE  | longitude",
        "\"currency\":\"EUR\"         | \"currency\":\"EURO\"           | UNKNOWN_ENUM  | currency",
        "\"currency\":\"EUR\"         | \"country\":\"XX\"              | UNKNOWN_ENUM  | country",
        "\"type\":\"PURCHASE\"        | \"type\":\"purchase\"           | UNKNOWN_ENUM  | type",
        "\"type\":\"PURCHASE\"        | \"type\":\"LOGIN\"              | OUT_OF_RANGE  | LOGIN",
        "\"channel\":\"POS\"          | \"channel\":\"FAX\"             | UNKNOWN_ENUM  | channel",
        "\"channel\":\"POS\"          | \"status\":\"PENDING\"          | UNKNOWN_ENUM  | status",
        "\"channel\":\"POS\"          | \"note\":\"card 4111-1111-1111-1111!\" | CARD_NUMBER | note",
        "\"channel\":\"POS\"          | \"x\":{\"y\":[4111111111111111]} | CARD_NUMBER  | x",
        "\"channel\":\"POS\"          | \"cardToken\":\"4111 1111 1111 1111\" | CARD_NUMBER | cardToken",
        "\"channel\":\"POS\"}         | \"channel\":\"POS\"} {}         | BROKEN_JSON   | after the end",
        "\"channel\":\"POS\"}         | \"channel\":\"POS\"             | BROKEN_JSON   | complete",
        "{\"transactionId\"           | [\"transactionId\"              | BROKEN_JSON   | object",
      })
  void whatTheContractDoesNotAllowHasItsReason(
      String part, String replacement, RejectReason reason, String detail) {
    RejectedException rejected = rejected(MINIMAL.replace(part, replacement).getBytes(UTF_8));

    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected).hasMessageContaining(detail);
    assertThat(rejected.getMessage()).doesNotContain("4111");
  }

  @Test
  void aTombstoneHasItsReason() {
    assertThat(rejected(null).reason()).isEqualTo(RejectReason.TOMBSTONE);
  }

  @Test
  void aHugeRecordIsNotLookedAt() {
    assertThat(rejected(new byte[10_000_000]).reason()).isEqualTo(RejectReason.TOO_LARGE);
  }

  @Test
  void anEmptyRecordIsBroken() {
    assertThat(rejected(new byte[0]).reason()).isEqualTo(RejectReason.BROKEN_JSON);
  }

  @Test
  void bytesThatAreNotUtf8HaveTheirReason() {
    byte[] bytes = MINIMAL.getBytes(UTF_8);
    bytes[MINIMAL.indexOf("u-1")] = (byte) 0xff;

    assertThat(rejected(bytes).reason()).isEqualTo(RejectReason.BAD_UTF8);
  }

  @Test
  void nestingWithoutEndIsBroken() {
    String nested = MINIMAL.replace("{\"tr", "{\"x\":" + "[".repeat(20_000) + ",\"tr");

    assertThat(rejected(nested.getBytes(UTF_8)).reason()).isEqualTo(RejectReason.BROKEN_JSON);
  }

  private static String with(String field) {
    return MINIMAL.replace("{\"tr", "{" + field + ",\"tr");
  }

  private static Transaction decode(String json) throws RejectedException {
    return TransactionJson.decode(json.getBytes(UTF_8));
  }

  private static RejectedException rejected(byte[] json) {
    return catchThrowableOfType(RejectedException.class, () -> TransactionJson.decode(json));
  }
}
