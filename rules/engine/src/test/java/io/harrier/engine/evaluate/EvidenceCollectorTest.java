package io.harrier.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.expression.Expression.Comparison;
import io.harrier.engine.expression.Expression.NumberLiteral;
import io.harrier.engine.expression.Expression.Operator;
import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.expression.Expression.Truth;
import io.harrier.engine.lists.EntityLists;
import io.harrier.engine.lists.ListedValues;
import io.harrier.engine.release.Aggregate;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.Contiguity;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.engine.release.PatternDefinition.Step;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.Mark;
import io.harrier.engine.release.RuleDefinition.RaiseAlert;
import io.harrier.engine.release.RuleDefinition.Scope;
import io.harrier.engine.release.Thresholds;
import io.harrier.engine.release.Window;
import io.harrier.engine.vocabulary.ListedField;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.Evidence;
import io.harrier.model.ListEntry;
import io.harrier.model.ListedEntity;
import io.harrier.model.RiskScore;
import io.harrier.model.Severity;
import io.harrier.model.Transaction;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceCollectorTest {
  private final EvidenceCollector collector =
      new EvidenceCollector(
          new ReleaseDefinition(
              "r",
              "",
              Thresholds.DEFAULT,
              1_000,
              List.of(feature("a"), feature("b"), feature("c")),
              List.of(
                  rule("alerting", above("Activity", "b"), new RaiseAlert(1, "")),
                  rule("marking", above("Activity", "c"), new Mark("m")),
                  rule("listed", new Truth(Property.of(ListedField.BLOCK)), new Mark("l")),
                  rule("bare", above("Transaction", "a"), new RaiseAlert(1, ""))),
              List.of(
                  new PatternDefinition(
                      "pattern",
                      Severity.LOW,
                      1,
                      "",
                      1,
                      SkipStrategy.NO_SKIP,
                      List.of(
                          new Step("s", Contiguity.FOLLOWED_BY, "m", 1, 1, false, List.of()),
                          new Step("t", Contiguity.FOLLOWED_BY, "l", 1, 1, false, List.of()))))));

  private final FeatureValues values = new FeatureValues(3);
  private final ListedValues listed = new ListedValues();

  EvidenceCollectorTest() {
    values.set(0, 1L, 0);
    values.set(1, 2L, 0.5);
    values.set(2, null, 0);
  }

  @Test
  void aRuleIsExplainedByTheFeaturesItAsksFor() {
    Evidence evidence = collector.of("alerting", values, null, listed);

    assertThat(evidence.features()).isEqualTo(Map.of("b", 2L));
    assertThat(evidence.errorBounds()).isEqualTo(Map.of("b", 0.5));
    assertThat(evidence.riskScore()).isNaN();
    assertThat(evidence.riskVersion()).isEqualTo(-1);
    assertThat(evidence.warm()).isTrue();
  }

  @Test
  void aPropertyOfAnotherFactIsNoFeature() {
    assertThat(collector.of("bare", values, null, listed).features()).isEmpty();
  }

  @Test
  void aPatternIsExplainedByTheRulesBehindItsMarks() {
    assertThat(collector.of("pattern", values, null, listed).features()).isEmpty();
    values.set(2, 3L, 0);

    assertThat(collector.of("pattern", values, null, listed).features()).isEqualTo(Map.of("c", 3L));
  }

  @Test
  void onlyAColdFeatureThatItAsksForMakesAnAlertCold() {
    values.setWarm(2, false);
    values.setWarm(false);

    assertThat(collector.of("alerting", values, null, null).warm()).isTrue();
    assertThat(collector.of("bare", values, null, null).warm()).isTrue();
    assertThat(collector.of("pattern", values, null, null).warm()).isFalse();
  }

  @Test
  void theRiskScoreIsQuotedWithItsVersion() {
    Evidence evidence =
        collector.of("bare", values, new RiskScore("u", 0.25, null, 7, 0, 0), listed);

    assertThat(evidence.riskScore()).isEqualTo(0.25);
    assertThat(evidence.riskVersion()).isEqualTo(7);
  }

  @Test
  void aRuleIsExplainedByTheEntriesItAsksFor() {
    ListEntry blocked =
        new ListEntry(EntityList.BLOCK, EntityKind.USER, "u", "x", ListEntry.NEVER, 5, "ann", 1, 2);
    ListEntry watched =
        new ListEntry(EntityList.WATCH, EntityKind.USER, "u", "x", ListEntry.NEVER, 6, "ann", 1, 2);
    listed.set(EntityLists.of(List.of(blocked, watched)), Transaction.builder("t", "u", 0).build());

    assertThat(collector.of("listed", values, null, listed).lists())
        .isEqualTo(List.of(ListedEntity.of(blocked)));
    assertThat(collector.of("pattern", values, null, listed).lists())
        .isEqualTo(List.of(ListedEntity.of(blocked)));
    assertThat(collector.of("bare", values, null, listed).lists()).isEmpty();
    assertThat(collector.of("listed", null, null, null).lists()).isEmpty();
  }

  private static FeatureDefinition feature(String name) {
    return new FeatureDefinition(
        name,
        Aggregate.COUNT,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        new Window.Sliding(1_000));
  }

  private static Expression above(String fact, String name) {
    return new And(
        List.of(
            new Comparison(
                new Property(fact, name), Operator.GREATER, new NumberLiteral(BigDecimal.ONE))));
  }

  private static RuleDefinition rule(
      String id, Expression condition, RuleDefinition.Action action) {
    return new RuleDefinition(
        id, id, "", Scope.TRANSACTION, Severity.LOW, condition, List.of(action), "f.drl", 1);
  }
}
