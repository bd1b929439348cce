package io.harrier.local.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How one part is.
 *
 * @param ready whether it does its work
 * @param detail what was seen, or what is wrong
 * @param warnings what will stop it, or has cost something, while it works; each says what to do
 * @param figures what was measured, by name; the unit is the last word of a name
 */
public record PartHealth(
    String name, boolean ready, String detail, List<String> warnings, Map<String, Object> figures) {
  public PartHealth {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(detail, "detail");
    warnings = List.copyOf(warnings);
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  public PartHealth(String name, boolean ready, String detail) {
    this(name, ready, detail, List.of(), Map.of());
  }

  static PartHealth ready(String name, String detail) {
    return new PartHealth(name, true, detail);
  }

  static PartHealth notReady(String name, String detail) {
    return new PartHealth(name, false, detail);
  }

  PartHealth withWarnings(List<String> present) {
    return new PartHealth(name, ready, detail, present, figures);
  }

  PartHealth withFigures(Map<String, ?> measured) {
    return new PartHealth(name, ready, detail, warnings, new LinkedHashMap<>(measured));
  }

  static PartHealth failed(String name, Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return notReady(
        name,
        "does not answer: "
            + (message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("")));
  }
}
