package io.harrier.engine.rule;

import java.util.BitSet;
import java.util.List;
import org.drools.model.EntryPoint;
import org.drools.model.Global;
import org.drools.model.Model;
import org.drools.model.Query;
import org.drools.model.Rule;
import org.drools.model.TypeMetaData;

/** A compiled model without some of its rules, which are named by their position. */
public record PrunedModel(Model model, BitSet without) implements Model {

  @Override
  public String getName() {
    return model.getName();
  }

  @Override
  public String getPackageName() {
    return model.getPackageName();
  }

  @Override
  @SuppressWarnings("rawtypes") // as in Drools' interface
  public List<Global> getGlobals() {
    return model.getGlobals();
  }

  @Override
  public List<Rule> getRules() {
    return model.getRules().stream()
        .filter(rule -> !without.get(Integer.parseInt(rule.getName())))
        .toList();
  }

  @Override
  public List<Query> getQueries() {
    return model.getQueries();
  }

  @Override
  public List<TypeMetaData> getTypeMetaDatas() {
    return model.getTypeMetaDatas();
  }

  @Override
  public List<EntryPoint> getEntryPoints() {
    return model.getEntryPoints();
  }
}
