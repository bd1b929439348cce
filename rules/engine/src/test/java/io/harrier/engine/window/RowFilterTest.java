package io.harrier.engine.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.Expression.Arithmetic;
import io.harrier.engine.expression.Expression.Comparison;
import io.harrier.engine.expression.Expression.NumberLiteral;
import io.harrier.engine.expression.Expression.Operator;
import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.expression.Expression.TextLiteral;
import io.harrier.model.Transaction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowFilterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type == \"LOGIN\"",
        "type != \"LOGIN\" && channel in (\"POS\", \"ATM\")",
        "type not in (\"LOGIN\", \"REFUND\")",
        "status == \"DECLINED\" || amount >= 3",
        "amount > 2.5",
        "amount < 2.505",
        "amount == 2",
        "amount != 2",
        "amount in (1, 2, 0.25)",
        "amount not in (1, 2, 0.25)",
        "amountMinor <= 300",
        "100 < amountMinor",
        "amountMinor == 2.5",
        "amountMinor != 2.5",
        "currency == \"JPY\"",
        "merchantId == \"m1\"",
        "merchantId != \"m1\"",
        "merchantId == \"nobody\"",
        "merchantId != \"nobody\"",
        "!(merchantId == \"m1\")",
        "merchantId not in (\"m1\", \"m2\")",
        "merchantId == null",
        "deviceId != null",
        "deviceId str[startsWith] \"dé-1\"",
        "deviceId str[endsWith] \"9\"",
        "type str[startsWith] \"W\"",
        "terminalId == null",
        "terminalId != \"x\"",
        "transactionId == \"t7\"",
        "transactionId not in (\"t7\", \"t8\")",
        "latitude > 12.5",
        "latitude != 12.5",
        "longitude <= -0.1",
        "latitude == null",
        "latitude == longitude",
        "hour >= 8 && hour < 18",
        "dayOfWeek in (6, 7)",
        "eventTime > 1760000100000",
        "amount * 2 > amountMinor / 60",
        "amountMinor - 5 <= hour",
        "country == mcc"
      })
  void selectsTheRowsThatSatisfyTheCondition(String text) {
    Expression condition = RandomInput.condition(text);
    RowFilter filter = FilterCompiler.compile(condition);
    Random random = new Random(text.hashCode());
    for (int round = 0; round < 20; round++) {
      List<Transaction> transactions = new ArrayList<>();
      EventColumns columns = new EventColumns(4);
      for (int i = 0; i < 100; i++) {
        long time = 1_760_000_000_000L + i * (random.nextBoolean() ? 1_000L : 3_600_000L);
        Transaction transaction = RandomInput.transaction(random, "t" + i, time);
        columns.insert(transaction, TextHash.of(transaction.transactionId()));
        transactions.add(transaction);
      }
      filter.bind(columns);
      transactions.sort(Comparator.comparingLong(Transaction::eventTime));
      for (int row = columns.from; row < columns.to; row++) {
        assertThat(filter.test(columns, row))
            .as("%s", transactions.get(row))
            .isEqualTo(NaiveCondition.holds(condition, transactions.get(row)));
      }
      assertThat(Long.bitCount(filter.word(columns, 3, 64)))
          .isEqualTo(
              (int)
                  transactions.subList(3, 67).stream()
                      .filter(transaction -> NaiveCondition.holds(condition, transaction))
                      .count());
    }
  }

  @Test
  void aDivisionByZeroSatisfiesNothing() {
    Expression condition =
        new Comparison(
            new Arithmetic(
                new Property("Transaction", "amount"), '/', new NumberLiteral(BigDecimal.ZERO)),
            Operator.LESS,
            new NumberLiteral(BigDecimal.TEN));
    EventColumns columns = new EventColumns(4);
    columns.insert(Transaction.builder("t", "u", 0).build(), 1);

    assertThat(FilterCompiler.compile(condition).test(columns, 0)).isFalse();
  }

  @Test
  void refusesWhatAHistoryDoesNotKeep() {
    Expression ofAnotherFact =
        new Comparison(
            new Property("Risk", "score"), Operator.GREATER, new NumberLiteral(BigDecimal.ONE));
    Expression startOfAnId =
        new Comparison(
            new Property("Transaction", "transactionId"),
            Operator.STARTS_WITH,
            new TextLiteral("x"));

    assertThatThrownBy(() -> FilterCompiler.compile(ofAnotherFact))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Transaction only");
    assertThatThrownBy(() -> FilterCompiler.compile(startOfAnId))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hash of the id");
  }
}
