package io.harrier.engine.bytecode;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of classes that a compiled release consists of. */
enum ClassKind {
  /** The release's fact: the transaction, with a getter for each feature. */
  FACT("io/harrier/engine/rule/TransactionFact", "", "<init>|getFeature\\d{1,4}"),

  /** A condition, a property or a consequence, each a class with one instance. */
  LAMBDA(
      "java/lang/Enum",
      "org/drools/model/functions/(Predicate1|Function1|Block1)"
          + ",org/drools/model/functions/HashedExpression",
      "<init>|<clinit>|getExpressionHash|predicateInformation|test|apply|execute|values|valueOf"),

  /** Describes the rules. */
  MODEL(
      "java/lang/Object",
      "org/drools/model/Model",
      "<init>|<clinit>|getName|getGlobals|getTypeMetaDatas|getRules|getRulesList|getQueries"
          + "|getEntryPoints"),

  /** Describes the properties of a fact. */
  METADATA(
      "java/lang/Object",
      "org/drools/model/DomainClassMetadata",
      "<init>|getDomainClass|getPropertiesSize|getPropertyIndex"),

  /** Builds the rules, or holds the descriptions of properties. */
  BUILDER("java/lang/Object", "", "<init>|<clinit>|rule_[A-Za-z0-9_]{1,80}");

  private final String superclass;
  private final String interfaces;
  private final String methods;

  /**
   * @param interfaces a regular expression of their names, in their order, joined by commas
   * @param methods a regular expression of the names that such a class may declare
   */
  ClassKind(String superclass, String interfaces, String methods) {
    this.superclass = superclass;
    this.interfaces = interfaces;
    this.methods = methods;
  }

  static Optional<ClassKind> of(String superclass, String... interfaces) {
    String joined = String.join(",", interfaces);
    return Arrays.stream(values())
        .filter(kind -> kind.superclass.equals(superclass) && joined.matches(kind.interfaces))
        .findFirst();
  }

  /** Whether classes of this kind declare a method of this name. */
  boolean declares(String method) {
    return method.matches(methods);
  }
}
