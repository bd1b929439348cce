package io.harrier.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.Mark;
import io.harrier.engine.release.RuleDefinition.RaiseAlert;
import io.harrier.engine.release.RuleDefinition.Scope;
import io.harrier.engine.rule.RuleConditions.Alone;
import io.harrier.model.Severity;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RuleProfilerTest {
  private static final RuleConstants CONSTANTS =
      new RuleConstants(List.of(), List.of(), List.of(), List.of());

  private final AtomicLong clock = new AtomicLong();
  private final BitSet off = new BitSet();
  private long delay;
  private final TransactionFact fact = new TransactionFact(CONSTANTS);
  private final RuleProfiler profiler =
      new RuleProfiler(
          List.of(
              rule("quick", Scope.TRANSACTION, new RaiseAlert(1, "")),
              rule("slow", Scope.TRANSACTION, new Mark("m")),
              rule("of-sessions", Scope.SESSION, new RaiseAlert(1, ""))),
          new RuleConditions(
              List.of(
                  new Alone(TransactionFact.class, List.of(any -> takes(3, true))),
                  new Alone(
                      TransactionFact.class,
                      List.of(any -> takes(50, false), any -> takes(1_000, true))),
                  new Alone(SessionFact.class, List.of(any -> takes(7, true))))),
          clock::get,
          off);

  private boolean takes(long nanos, boolean holds) {
    clock.addAndGet(nanos + delay);
    return holds;
  }

  @Test
  void matchesAreCountedAndConditionsTimedOnASample() {
    int facts = 3 * RuleProfiler.FACTS_PER_SAMPLE;
    for (int i = 0; i < facts; i++) {
      fact.reset(null);
      fact.fire(0);
      profiler.evaluated(fact, i);
    }
    assertThat(profiler.profiles())
        .containsExactly(
            new RuleProfile("quick", true, facts, facts, facts - 1, 3, 3),
            new RuleProfile("slow", false, facts, 0, RuleProfile.NEVER, 3, 50),
            new RuleProfile("of-sessions", true, 0, 0, RuleProfile.NEVER, 0, 0));
    assertThat(profiler.rounds()).isEqualTo(3);
  }

  @Test
  void anOutlierChangesNothingAndOldSamplesAreForgotten() {
    sample(CostSamples.KEPT);
    delay = 1_000_000;
    sample(1);
    delay = 0;
    sample(CostSamples.KEPT / 3);
    assertThat(profiler.profiles().get(0).medianNanos()).isEqualTo(3);
    delay = 100;
    sample(CostSamples.KEPT);
    assertThat(profiler.profiles().get(0).medianNanos()).isEqualTo(103);
  }

  @Test
  void whereFactsAreRareTheNextOneIsASampleAfterAWhile() {
    facts(RuleProfiler.FACTS_PER_LOOK);
    clock.addAndGet(RuleProfiler.LONGEST_WAIT.toNanos());
    facts(RuleProfiler.FACTS_PER_LOOK);
    assertThat(profiler.rounds()).isZero();
    facts(1);
    assertThat(profiler.rounds()).isEqualTo(1);
    facts(RuleProfiler.FACTS_PER_LOOK + 1);
    assertThat(profiler.rounds()).isEqualTo(1);
  }

  @Test
  void aRuleThatIsOffIsNotTimed() {
    off.set(0);
    sample(2);
    assertThat(profiler.profiles()).extracting(RuleProfile::samples).containsExactly(0L, 2L, 0L);
  }

  private void facts(int count) {
    for (int i = 0; i < count; i++) {
      fact.reset(null);
      profiler.evaluated(fact, i);
    }
  }

  private static RuleDefinition rule(String id, Scope scope, RuleDefinition.Action action) {
    return new RuleDefinition(
        id, id, "", scope, Severity.LOW, new And(List.of()), List.of(action), "f.drl", 1);
  }

  private void sample(int samples) {
    for (int i = 0; i < samples * RuleProfiler.FACTS_PER_SAMPLE; i++) {
      fact.reset(null);
      profiler.evaluated(fact, i);
    }
  }

  @Test
  void rulesAndConditionsBelongTogether() {
    assertThatThrownBy(
            () ->
                new RuleProfiler(
                    List.of(rule("one", Scope.SESSION, new Mark("m"))),
                    new RuleConditions(List.of()),
                    clock::get,
                    off))
        .hasMessage("1 rules have 0 compiled conditions");
  }
}
