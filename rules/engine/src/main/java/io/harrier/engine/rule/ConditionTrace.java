package io.harrier.engine.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A condition on one fact: whether it held, and the values it looked at.
 *
 * @param condition as an analyst would write it, each property with its fact
 * @param values of the properties in it; an absent one is {@code null}
 * @param parts what it consists of, if it consists of several conditions
 */
public record ConditionTrace(
    String condition, boolean held, Map<String, Object> values, List<ConditionTrace> parts) {
  public ConditionTrace {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    parts = List.copyOf(parts);
  }
}
