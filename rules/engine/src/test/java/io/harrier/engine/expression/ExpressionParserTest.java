package io.harrier.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.expression.Expression.Arithmetic;
import io.harrier.engine.expression.Expression.Comparison;
import io.harrier.engine.expression.Expression.NumberLiteral;
import io.harrier.engine.expression.Expression.Operator;
import io.harrier.engine.expression.Expression.Property;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {
  private static final Property AMOUNT = new Property("Transaction", "amount");

  @Test
  void commaIsAnAnd() throws InvalidExpressionException {
    assertThat(parse("amount > 5, amount < 7"))
        .isEqualTo(
            new And(
                List.of(
                    new Comparison(AMOUNT, Operator.GREATER, number("5")),
                    new Comparison(AMOUNT, Operator.LESS, number("7")))));
  }

  @Test
  void productsBindTighterThanSums() throws InvalidExpressionException {
    assertThat(parse("amount + hour * 2 > 5"))
        .isEqualTo(
            new Comparison(
                new Arithmetic(
                    AMOUNT,
                    '+',
                    new Arithmetic(new Property("Transaction", "hour"), '*', number("2"))),
                Operator.GREATER,
                number("5")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(amount) > 5",
        "((amount > 5))",
        "!(amount > 5)",
        "!Risk.present",
        "Risk.present && amount > -5.25",
        "5 < amount",
        "type in ('LOGIN', \"TRANSFER\") || channel not in (\"POS\")",
        "merchantId str[startsWith] 'm' && merchantId != deviceId",
        "merchantId == null",
        "(amount + 1) * 2 >= Activity.spent / 3"
      })
  void understands(String text) throws InvalidExpressionException {
    Expression expression = parse(text);
    assertThat(parse(ExpressionPrinter.print(expression))).isEqualTo(expression);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "amuont > 5 ~ Transaction has no property \"amuont\", did you mean \"amount\"?",
        "amount = 5 ~ \"=\" is not a comparison, use \"==\"",
        "amount > 5 & hour > 3 ~ \"&\" is not allowed, use \"&&\"",
        "amount ~ a condition is expected, but \"amount\" is not compared with anything",
        "amount > \"5\" ~ Transaction.amount (decimal) cannot be compared with \"5\" (text), their types differ",
        "merchantId > \"m\" ~ \">\" cannot be used with Transaction.merchantId (text)",
        "merchantId matches \"m.*\" ~ \"matches\" is not an operator that rules can use: there are no regular expressions; use str[startsWith], str[endsWith], or str[like] \"AMZ*-EU?\", in which * stands for anything and ? for one character",
        "merchantId.length() > 3 ~ \"merchantId\" has no parts here; a name before a point is one of Transaction, Activity, Risk, Listed",
        "getAmount() > 3 ~ Transaction has no property \"getAmount\", did you mean \"amount\"?",
        "merchantId str[length] 3 ~ \"str[length]\" is not allowed, only str[startsWith], str[endsWith] and str[like]",
        "type == \"LOGN\" ~ type is never \"LOGN\", did you mean \"LOGIN\"?",
        "country == \"France\" ~ \"France\" is not a country code: two capital letters, such as \"FR\"",
        "currency in (\"EUR\", \"euro\") ~ \"euro\" is not a currency code: three capital letters, such as \"EUR\"",
        "1 == 1 ~ this compares two constants, which is always the same",
        "amount > null ~ null can only be compared with == and !=",
        "null == merchantId ~ Transaction has no property \"null\"",
        "amount > 5 && ~ a property or a constant is expected, not the end",
        "amount > 5 && < 7 ~ a property or a constant is expected, not \"<\"",
        "(amount > 5 ~ \")\" is expected, not the end",
        "amount > 5) ~ \")\" is not expected here",
        "amount > 5L ~ a number is written with digits and at most one point, without a suffix: \"5L\"",
        "amount + merchantId > 5 ~ \"+\" needs numbers, and Transaction.merchantId (text) is none",
        "amount in (hour) ~ a list after \"in\" holds constants only, not \"hour\"",
        "$c == country ~ nothing is bound to $c before this; a pattern binds it with \"$c : property\"",
        "Session.count > 3 ~ \"Session\" has no parts here; a name before a point is one of Transaction, Activity, Risk, Listed",
        "-amount > 3 ~ \"-\" can stand before a number only, not before \"amount\"",
        "merchantId == \"m ~ a text is not closed: its second \" is missing",
        "merchantId == \"\\n\" ~ in a text, \\ may stand only before a quote or another \\",
        "(amount > 5) + 3 > 2 ~ a condition stands where a property or a constant is expected",
        "amount > {5} ~ the character \"{\" is not allowed in a condition",
        "'' ~ a condition is expected, but the text \"\" is not compared with anything"
      })
  void refuses(String text, String message) {
    assertThat(problem(text)).hasMessage(message);
  }

  @Test
  void saysInWhichLine() {
    assertThat(problem("amount > 5 &&\n  hour > 3 &&\n  foo > 7").line()).isEqualTo(2);
  }

  @Test
  void boundsNesting() {
    assertThat(problem("(".repeat(17) + "amount > 5" + ")".repeat(17)))
        .hasMessage("parentheses nested deeper than 16 are not allowed");
    assertThat(problem("!(".repeat(17) + "amount > 5" + ")".repeat(17)))
        .hasMessage("parentheses nested deeper than 16 are not allowed");
  }

  @Test
  void boundsTermsTextsAndNumbers() {
    assertThat(problem("amount > 5" + " || amount > 5".repeat(300)))
        .hasMessage("a condition of more than 500 values is not allowed");
    assertThat(problem("merchantId == \"" + "x".repeat(201) + "\""))
        .hasMessage("a text of more than 200 characters is not allowed");
    assertThat(problem("amount > " + "9".repeat(31)))
        .hasMessage("a number of more than 30 digits is not allowed");
    assertThat(problem(" ".repeat(20_001)))
        .hasMessage("a condition of more than 20000 characters is not allowed");
  }

  private static InvalidExpressionException problem(String text) {
    return catchThrowableOfType(InvalidExpressionException.class, () -> parse(text));
  }

  private static Expression parse(String text) throws InvalidExpressionException {
    return ExpressionParser.parse(text, RandomExpressions.SCOPE);
  }

  private static NumberLiteral number(String value) {
    return new NumberLiteral(new BigDecimal(value));
  }
}
