package io.harrier.local.health;

import java.util.Objects;

/**
 * How one part is.
 *
 * @param detail what was seen, or what is wrong
 */
public record PartHealth(String name, boolean ready, String detail) {
  public PartHealth {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(detail, "detail");
  }

  static PartHealth ready(String name, String detail) {
    return new PartHealth(name, true, detail);
  }

  static PartHealth notReady(String name, String detail) {
    return new PartHealth(name, false, detail);
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
