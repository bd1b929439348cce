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
  SESSION("Session"),
  /** What of the transaction is on the lists of allowed, blocked and watched entities. */
  LISTED("Listed");

  private final String factName;

  Fact(String factName) {
    this.factName = factName;
  }

  /** The name in rules. */
  public String factName() {
    return factName;
  }

  /** What every release's rules can ask of it; a release adds its features to its activity. */
  public List<FactField> fields() {
    return switch (this) {
      case TRANSACTION -> List.of(TransactionField.values());
      case ACTIVITY -> List.of();
      case RISK -> List.of(RiskField.values());
      case SESSION -> List.of(SessionField.values());
      case LISTED -> List.of(ListedField.values());
    };
  }

  public static Optional<Fact> named(String name) {
    return Arrays.stream(values()).filter(fact -> fact.factName.equals(name)).findFirst();
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(Fact::factName).toList();
  }
}
