package io.harrier.engine.bundle;

import io.harrier.engine.rule.EngineContext;
import io.harrier.engine.rule.PrunedModel;
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
 * <p>Every network is for one session. A session without locks puts what it fires on into an array
 * that belongs to the rule, not to the session: two of one network, each in a thread of its own,
 * would now and then fire on each other's facts.
 */
final class RuleBases {
  private final Class<? extends Model> model;
  private final AtomicReference<KieBase> first;

  /**
   * @param instance of the model; not kept
   */
  RuleBases(Model instance) {
    model = instance.getClass();
    first = new AtomicReference<>(build(instance));
  }

  /** A network without the rules at these positions. Takes some tens of milliseconds. */
  KieBase without(BitSet positions) {
    if (positions.isEmpty()) {
      KieBase built = first.getAndSet(null);
      return built == null ? build(newInstance()) : built;
    }
    return build(new PrunedModel(newInstance(), (BitSet) positions.clone()));
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
