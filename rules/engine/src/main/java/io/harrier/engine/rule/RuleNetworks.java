package io.harrier.engine.rule;

import java.util.BitSet;
import org.kie.api.KieBase;

/** Makes Drools' networks of a release's rules, each for one session at a time; thread-safe. */
public interface RuleNetworks {

  /** A network without the rules at these positions, which no other session runs on. */
  KieBase without(BitSet positions);

  /**
   * Takes back a network of all rules whose session is over, for the next one to run on. The giver
   * must not touch it again.
   */
  default void giveBack(KieBase network) {}
}
