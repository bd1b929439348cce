package io.harrier.engine.bytecode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The classes of one compiled release, and which methods they declare. */
final class CompiledClasses {
  private final Map<String, ClassKind> kinds = new HashMap<>();
  private final Set<String> methods = new HashSet<>();

  static String method(String owner, String name, String descriptor) {
    return owner + "." + name + descriptor;
  }

  void add(String owner, ClassKind kind) {
    kinds.put(owner, kind);
  }

  void addMethod(String owner, String name, String descriptor) {
    methods.add(method(owner, name, descriptor));
  }

  boolean has(String owner) {
    return kinds.containsKey(owner);
  }

  ClassKind kindOf(String owner) {
    return kinds.get(owner);
  }

  boolean isFact(String owner) {
    return kinds.get(owner) == ClassKind.FACT;
  }

  boolean declares(String owner, String name, String descriptor) {
    return methods.contains(method(owner, name, descriptor));
  }
}
