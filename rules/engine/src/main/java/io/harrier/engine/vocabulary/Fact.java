package io.harrier.engine.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a rule can look at, by the name its patterns use. */
public enum Fact {
  /** The transaction that is evaluated. */
  TRANSACTION("Transaction"),
  /** The release's window features of its user. */
  ACTIVITY("Activity"),
  /** What was known about the user before. */
  RISK("Risk"),
  /** A session of the user that has closed. */
  SESSION("Session");

  private final String factName;

  Fact(String factName) {
    this.factName = factName;
  }

  /** The name in rules. */
  public String factName() {
    return factName;
  }

  public static Optional<Fact> named(String name) {
    return Arrays.stream(values()).filter(fact -> fact.factName.equals(name)).findFirst();
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(Fact::factName).toList();
  }
}
