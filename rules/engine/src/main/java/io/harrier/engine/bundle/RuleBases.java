package io.harrier.engine.bundle;

import io.harrier.engine.rule.EngineContext;
import io.harrier.engine.rule.PrunedModel;
import java.util.BitSet;
import java.util.List;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.conf.KieBaseOption;

/**
 * The rules of a loaded release as Drools' networks: one of all rules, and the newest without those
 * that are switched off, so that what is switched off costs nothing. Shared by threads.
 */
final class RuleBases {
  private final Class<? extends Model> model;
  private final KieBase all;
  private BitSet withoutNewest = new BitSet();
  private KieBase newest;

  /**
   * @param instance of the model; not kept
   */
  RuleBases(Model instance) {
    model = instance.getClass();
    all = build(instance);
    newest = all;
  }

  /**
   * A network without the rules at these positions. Takes some tens of milliseconds, unless none is
   * missing or the same was asked for last.
   */
  synchronized KieBase without(BitSet positions) {
    if (positions.isEmpty()) {
      return all;
    }
    if (!positions.equals(withoutNewest)) {
      newest = build(new PrunedModel(newInstance(), (BitSet) positions.clone()));
      withoutNewest = (BitSet) positions.clone();
    }
    return newest;
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
