package io.harrier.engine.bundle;

import io.harrier.engine.rule.EngineContext;
import io.harrier.engine.rule.PrunedModel;
import io.harrier.engine.rule.RuleNetworks;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.conf.KieBaseOption;

/**
 * The rules of a loaded release as Drools' networks: of all rules, or without those that are
 * switched off, so that what is switched off costs nothing.
 *
 * <p>Every network is for one session at a time. A session without locks puts what it fires on into
 * an array that belongs to the rule, not to the session: two of one network, each in a thread of
 * its own, would now and then fire on each other's facts.
 */
final class RuleBases implements RuleNetworks {
  private final Class<? extends Model> model;

  /** One of all rules that no session runs on: built when loading, or given back. */
  private final AtomicReference<KieBase> spare;

  /**
   * @param instance of the model; not kept
   */
  RuleBases(Model instance) {
    model = instance.getClass();
    spare = new AtomicReference<>(build(instance));
  }

  /** Takes some tens of milliseconds, unless there is a spare one of all rules. */
  @Override
  public KieBase without(BitSet positions) {
    if (positions.isEmpty()) {
      KieBase built = spare.getAndSet(null);
      return built == null ? build(newInstance()) : built;
    }
    return build(new PrunedModel(newInstance(), (BitSet) positions.clone()));
  }

  @Override
  public void giveBack(KieBase network) {
    spare.compareAndSet(null, network);
  }

  private Model newInstance() {
    try {
      return model.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the model of a release can be made only once", e);
    }
  }

  private static KieBase build(Model model) {
    return EngineContext.call(
        () -> KieBaseBuilder.createKieBaseFromModel(List.of(model), new KieBaseOption[0]));
  }
}
