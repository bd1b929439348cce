package io.harrier.engine.release;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which ids of a release are taken, and which marks its rules give. */
final class RuleIndex {
  private final Map<String, String> owners = new HashMap<>();
  private final Set<String> marks = new LinkedHashSet<>();

  /** Takes an id; if it was taken already, says by what. */
  Optional<String> claim(String id, String owner) {
    return Optional.ofNullable(owners.putIfAbsent(id, owner));
  }

  void gives(String mark) {
    marks.add(mark);
  }

  Set<String> marks() {
    return marks;
  }

  boolean isKnown(String id) {
    return owners.containsKey(id);
  }

  Set<String> ids() {
    return owners.keySet();
  }
}
