package io.harrier.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.harrier.engine.expression.ExpressionPrinter;
import io.harrier.engine.release.PatternDefinition.AmountRatio;
import io.harrier.engine.release.PatternDefinition.Contiguity;
import io.harrier.engine.release.PatternDefinition.DifferentFrom;
import io.harrier.engine.release.PatternDefinition.SameAs;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.engine.release.PatternDefinition.Speed;
import io.harrier.engine.release.PatternDefinition.Step;
import io.harrier.engine.release.RuleDefinition.Mark;
import io.harrier.engine.release.RuleDefinition.RaiseAlert;
import io.harrier.engine.release.RuleDefinition.Scope;
import io.harrier.engine.release.TestCase.Arrival;
import io.harrier.engine.release.TestCase.Silence;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.RiskScore;
import io.harrier.model.Severity;
import io.harrier.model.TransactionType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseReaderTest {
  @TempDir static Path folder;
  private static ReleaseDefinition release;

  @BeforeAll
  static void read() throws InvalidReleaseException {
    release = ReleaseReader.read(ReleaseFixture.complete(folder));
  }

  @Test
  void settings() {
    assertThat(release.name()).isEqualTo("complete");
    assertThat(release.thresholds()).isEqualTo(new Thresholds(30, 90));
    assertThat(release.sessionGap()).isEqualTo(15 * 60_000L);
  }

  @Test
  void features() {
    assertThat(release.features())
        .extracting(
            FeatureDefinition::name, FeatureDefinition::aggregate, FeatureDefinition::window)
        .containsExactly(
            tuple("smallPayments", Aggregate.COUNT, new Window.Sliding(600_000)),
            tuple("spentToday", Aggregate.SUM, new Window.Tumbling(86_400_000)),
            tuple("lastCountry", Aggregate.LAST, new Window.Session(5_400_000)),
            tuple("sinceLast", Aggregate.ELAPSED, new Window.Sliding(30L * 86_400_000)));
    assertThat(release.features().get(0).where().map(ExpressionPrinter::print))
        .contains("Transaction.type == \"PURCHASE\" && Transaction.amount < 2");
    assertThat(release.features().get(2).of()).contains(TransactionField.COUNTRY);
    assertThat(release.features().get(2).same()).containsExactly(TransactionField.CARD_TOKEN);
  }

  @Test
  void rulesOfEveryFileInOrder() {
    assertThat(release.rules())
        .extracting(RuleDefinition::id)
        .containsExactly(
            "large-payment",
            "card-testing",
            "another-country",
            "risky-user",
            "busy-session",
            "limit-transfer",
            "limit-withdrawal",
            "corridor-fr-jpy",
            "corridor-de-gbp");
  }

  @Test
  void ruleWithItsPlaceAndActions() {
    RuleDefinition rule = release.rules().get(0);
    assertThat(rule.name()).isEqualTo("Large payment");
    assertThat(rule.severity()).isEqualTo(Severity.HIGH);
    assertThat(rule.description()).isEqualTo("Far above what is usual.");
    assertThat(rule.file() + ":" + rule.line()).isEqualTo("rules.drl:4");
    assertThat(rule.actions())
        .containsExactly(
            new RaiseAlert(40, "amount {amount} {currency} over 220"), new Mark("large"));
  }

  @Test
  void patternsOfARuleBecomeOneCondition() {
    assertThat(ExpressionPrinter.print(release.rules().get(2).condition()))
        .isEqualTo(
            "Transaction.status != \"DECLINED\" && Activity.lastCountry != null"
                + " && Activity.lastCountry != Transaction.country"
                + " && (Activity.sinceLast < 3600 || Transaction.amount > 1000)");
    assertThat(release.rules().get(4).scope()).isEqualTo(Scope.SESSION);
  }

  @Test
  void rowsOfDecisionTables() {
    RuleDefinition row = release.rules().get(6);
    assertThat(row.file() + ":" + row.line()).isEqualTo("limits.csv:8");
    assertThat(ExpressionPrinter.print(row.condition()))
        .isEqualTo("Transaction.type == \"WITHDRAWAL\" && Transaction.amount > 500");
    RuleDefinition cell = release.rules().get(8);
    assertThat(cell.file() + ":" + cell.line()).isEqualTo("corridors.xlsx:8");
    assertThat(cell.actions()).containsExactly(new RaiseAlert(11, "unusual corridor"));
  }

  @Test
  void patterns() {
    assertThat(release.patterns())
        .containsExactly(
            new PatternDefinition(
                "abroad-then-large",
                Severity.CRITICAL,
                70,
                "a payment abroad, then large ones with the same card",
                7_200_000,
                SkipStrategy.SKIP_TO_NEXT,
                List.of(
                    new Step("first", Contiguity.FOLLOWED_BY, "abroad", 1, 1, false, List.of()),
                    new Step(
                        "more",
                        Contiguity.FOLLOWED_BY,
                        "large",
                        3,
                        3,
                        false,
                        List.of(
                            new SameAs("first", TransactionField.CARD_TOKEN),
                            new SameAs("first", TransactionField.CURRENCY),
                            new DifferentFrom("first", TransactionField.MERCHANT_ID),
                            new AmountRatio("first", new BigDecimal("0.5"), new BigDecimal("20")),
                            new Speed("first", 900))),
                    new Step(
                        "none-after",
                        Contiguity.NOT_FOLLOWED_BY,
                        "abroad",
                        1,
                        1,
                        false,
                        List.of()))));
  }

  @Test
  void tests() throws InvalidReleaseException {
    List<TestCase> cases = ReleaseReader.readWithTests(folder).tests();
    assertThat(cases)
        .extracting(TestCase::name)
        .containsExactly("one large payment", "a quiet day");
    assertThat(cases.get(0).risk().map(RiskScore::score)).isEqualTo(Optional.of(0.2));
    Arrival arrival = (Arrival) cases.get(0).steps().get(1);
    assertThat(arrival.line()).isEqualTo(5);
    assertThat(arrival.alerts()).containsExactly("large-payment");
    assertThat(arrival.transaction().amountMinor()).isEqualTo(22_001);
    assertThat(arrival.transaction().isLocated()).isTrue();
    long start = Instant.parse("2026-03-01T08:00:00Z").toEpochMilli();
    Arrival transfer = (Arrival) cases.get(1).steps().get(0);
    assertThat(transfer.transaction().eventTime()).isEqualTo(start);
    assertThat(transfer.transaction().type()).isEqualTo(TransactionType.TRANSFER);
    assertThat(transfer.transaction().amountMinor()).isEqualTo(1500);
    assertThat(cases.get(1).steps().get(1))
        .isEqualTo(new Silence(10, start + 3 * 3_600_000, List.of()));
  }
}
