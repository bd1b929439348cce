package io.harrier.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.drools.model.impl.ModelImpl;
import org.junit.jupiter.api.Test;
import org.kie.api.KieBase;

class RuleBasesTest {
  private static final BitSet NONE = new BitSet();

  private final RuleBases networks = new RuleBases(new ModelImpl());

  @Test
  void eachSessionHasANetworkOfItsOwn() {
    assertThat(networks.without(NONE)).isNotSameAs(networks.without(NONE));
  }

  @Test
  void oneThatWasGivenBackServesTheNextSessionAlone() {
    KieBase network = networks.without(NONE);
    networks.giveBack(network);

    assertThat(networks.without(NONE)).isSameAs(network);
    assertThat(networks.without(NONE)).isNotSameAs(network);
  }

  @Test
  void oneOfAllRulesDoesNotServeWhereSomeAreOff() {
    KieBase network = networks.without(NONE);
    networks.giveBack(network);

    assertThat(networks.without(BitSet.valueOf(new long[] {1}))).isNotSameAs(network);
  }

  @Test
  void keepsOneSpareNetworkAtMost() {
    KieBase one = networks.without(NONE);
    KieBase other = networks.without(NONE);
    networks.giveBack(one);
    networks.giveBack(other);

    assertThat(networks.without(NONE)).isSameAs(one);
    assertThat(networks.without(NONE)).isNotSameAs(other);
  }
}
