package io.harrier.registry.diff;

import io.harrier.registry.diff.Difference.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares two things by what they say, property by property. */
final class Fields {
  private Fields() {}

  /** Properties that differ, in their order; of a thing that is not there, give an empty map. */
  static List<Field> between(Map<String, String> before, Map<String, String> after) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    List<Field> fields = new ArrayList<>();
    for (String name : names) {
      Optional<String> left = Optional.ofNullable(before.get(name));
      Optional<String> right = Optional.ofNullable(after.get(name));
      if (!left.equals(right)) {
        fields.add(new Field(name, left, right));
      }
    }
    return fields;
  }
}
