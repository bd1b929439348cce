package io.harrier.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.rule;

import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.RaiseAlert;
import io.harrier.engine.release.RuleDefinition.Scope;
import io.harrier.engine.release.Thresholds;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.Severity;
import io.harrier.model.Transaction;
import java.util.List;
import java.util.Set;
import org.drools.model.Variable;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.junit.jupiter.api.Test;
import org.kie.api.conf.KieBaseOption;

/** A condition that throws, which no release that was checked should have. */
class FailingRuleTest {
  private static final RuleConstants CONSTANTS =
      new RuleConstants(List.of(), List.of(), List.of(), List.of());

  private final ModelImpl model = model();
  private final RuleSession session =
      new RuleSession(
          off ->
              EngineContext.call(
                  () ->
                      KieBaseBuilder.createKieBaseFromModel(
                          List.of(new PrunedModel(model, off)), new KieBaseOption[0])),
          new ReleaseDefinition(
              "r",
              "",
              Thresholds.DEFAULT,
              1_000,
              List.of(),
              List.of(definition("fails-on-cents"), definition("sound")),
              List.of()),
          CONSTANTS,
          RuleConditions.of(model),
          new TransactionFact(CONSTANTS));

  @Test
  void isSwitchedOffAndTheTransactionIsEvaluatedWithoutIt() {
    assertThat(fired(100)).containsExactly("fails-on-cents", "sound");
    int before = session.profiled() + session.failures().size();

    assertThat(fired(101)).containsExactly("sound");
    assertThat(session.failures()).containsOnlyKeys("fails-on-cents");
    assertThat(session.profiled() + session.failures().size()).isNotEqualTo(before);

    session.switchOff(Set.of());
    assertThat(fired(100)).containsExactly("sound");
  }

  private List<String> fired(long amountMinor) {
    Transaction transaction = Transaction.builder("t", "u", 1).amount(amountMinor, "EUR").build();
    return session.evaluate(transaction, new FeatureValues(0), null).alerts().stream()
        .map(FiredAlert::ruleId)
        .toList();
  }

  private static ModelImpl model() {
    Variable<TransactionFact> fact = declarationOf(TransactionFact.class, "fact");
    ModelImpl model = new ModelImpl();
    model.addRule(
        rule("harrier", "0")
            .build(
                pattern(fact)
                    .expr("whole", checked -> 1 / (1 - checked.getAmountMinor() % 100) == 1),
                on(fact).execute(fired -> fired.fire(0))));
    model.addRule(
        rule("harrier", "1")
            .build(
                pattern(fact).expr("any", checked -> true),
                on(fact).execute(fired -> fired.fire(1))));
    return model;
  }

  private static RuleDefinition definition(String id) {
    return new RuleDefinition(
        id,
        id,
        "",
        Scope.TRANSACTION,
        Severity.LOW,
        new And(List.of()),
        List.of(new RaiseAlert(1, "")),
        "f.drl",
        1);
  }
}
