package io.harrier.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.engine.rule.RuleConditions.Alone;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RuleProfilerTest {
  private static final RuleConstants CONSTANTS =
      new RuleConstants(List.of(), List.of(), List.of(), List.of());

  private final AtomicLong clock = new AtomicLong();
  private final TransactionFact fact = new TransactionFact(CONSTANTS);
  private final RuleProfiler profiler =
      new RuleProfiler(
          List.of("quick", "slow", "of-sessions"),
          new RuleConditions(
              List.of(
                  new Alone(TransactionFact.class, List.of(any -> takes(3, true))),
                  new Alone(
                      TransactionFact.class,
                      List.of(any -> takes(50, false), any -> takes(1_000, true))),
                  new Alone(SessionFact.class, List.of(any -> takes(7, true))))),
          clock::get);

  private boolean takes(long nanos, boolean holds) {
    clock.addAndGet(nanos);
    return holds;
  }

  @Test
  void matchesAreCountedAndConditionsTimedOnASample() {
    int facts = 3 * RuleProfiler.FACTS_PER_SAMPLE;
    for (int i = 0; i < facts; i++) {
      fact.reset(null);
      fact.fire(0);
      profiler.evaluated(fact);
    }
    assertThat(profiler.profiles())
        .containsExactly(
            new RuleProfile("quick", facts, 3, 9),
            new RuleProfile("slow", 0, 3, 150),
            new RuleProfile("of-sessions", 0, 0, 0));
    assertThat(profiler.profiles()).extracting(RuleProfile::meanNanos).containsExactly(3., 50., 0.);
  }

  @Test
  void rulesAndConditionsBelongTogether() {
    assertThatThrownBy(
            () -> new RuleProfiler(List.of("one"), new RuleConditions(List.of()), clock::get))
        .hasMessage("1 rules have 0 compiled conditions");
  }
}
