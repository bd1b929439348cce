package io.harrier.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.expression.ExpressionParser;
import io.harrier.engine.expression.InvalidExpressionException;
import io.harrier.engine.expression.NameScope;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.engine.window.FeaturePlan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureCheckTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "transactionId == \"t\"",
        "\"t\" != transactionId || amount > 5",
        "transactionId not in (\"t\", \"u\")",
        "transactionId != null && !(country == currency)",
        "amount * 2 > 5 && hour in (1, 2) && amount + 1 in (2, 3)",
        "merchantId str[startsWith] \"m\""
      })
  void whatAHistoryCanAnswer(String where) throws InvalidExpressionException {
    FeatureDefinition feature = count(where);
    assertThat(FeatureCheck.problemOf(feature)).isEmpty();
    assertThat(new FeaturePlan(List.of(feature), 1, 0).features()).containsExactly(feature);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "transactionId == merchantId",
        "country == \"FR\" && !(transactionId str[startsWith] \"t\")",
        "amount > 5 || deviceId != transactionId"
      })
  void ofAnIdOnlyAHashIsKept(String where) throws InvalidExpressionException {
    assertThat(FeatureCheck.problemOf(count(where)))
        .hasValueSatisfying(problem -> assertThat(problem).contains("only a hash of the id"));
  }

  @Test
  void aComputedValueIsNeverAskedForItsPresence() throws InvalidExpressionException {
    assertThat(FeatureCheck.problemOf(count("amount * 2 == null")))
        .hasValue("only a property can be compared with null");
  }

  @Test
  void sameComparesTexts() {
    FeatureDefinition feature =
        new FeatureDefinition(
            "f",
            Aggregate.COUNT,
            Optional.empty(),
            Optional.empty(),
            List.of(TransactionField.AMOUNT),
            new Window.Sliding(1_000));
    assertThat(FeatureCheck.problemOf(feature))
        .hasValue("\"same\" compares texts only, and amount is none");
  }

  private static FeatureDefinition count(String where) throws InvalidExpressionException {
    return new FeatureDefinition(
        "f",
        Aggregate.COUNT,
        Optional.empty(),
        Optional.of(ExpressionParser.parse(where, NameScope.TRANSACTION)),
        List.of(),
        new Window.Sliding(1_000));
  }
}
