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
  private long delay;
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
    clock.addAndGet(nanos + delay);
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
            new RuleProfile("quick", facts, 3, 3),
            new RuleProfile("slow", 0, 3, 50),
            new RuleProfile("of-sessions", 0, 0, 0));
  }

  @Test
  void anOutlierChangesNothingAndOldSamplesAreForgotten() {
    sample(RuleProfiler.KEPT);
    delay = 1_000_000;
    sample(1);
    delay = 0;
    sample(RuleProfiler.KEPT / 3);
    assertThat(profiler.profiles().get(0).medianNanos()).isEqualTo(3);
    delay = 100;
    sample(RuleProfiler.KEPT);
    assertThat(profiler.profiles().get(0).medianNanos()).isEqualTo(103);
  }

  private void sample(int samples) {
    for (int i = 0; i < samples * RuleProfiler.FACTS_PER_SAMPLE; i++) {
      fact.reset(null);
      profiler.evaluated(fact);
    }
  }

  @Test
  void rulesAndConditionsBelongTogether() {
    assertThatThrownBy(
            () -> new RuleProfiler(List.of("one"), new RuleConditions(List.of()), clock::get))
        .hasMessage("1 rules have 0 compiled conditions");
  }
}
