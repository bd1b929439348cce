package io.harrier.engine.bytecode;

import io.harrier.engine.rule.Compare;
import io.harrier.engine.rule.RuleFact;
import io.harrier.engine.rule.SessionFact;
import io.harrier.engine.rule.TransactionFact;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.Type;

/**
 * What compiled rules may call outside of themselves: the methods of our facts and comparisons, and
 * of the platform and Drools those that its code generator prints. None of them loops for longer
 * than its arguments are long, waits, or touches anything but its arguments.
 */
final class AllowedCalls {
  private static final String EXTERNAL =
      """
      java/lang/Object <init>
      java/lang/Enum <init> valueOf
      java/lang/String equals hashCode
      java/lang/System arraycopy
      java/lang/Long valueOf longValue
      java/lang/Integer valueOf intValue
      java/lang/Double valueOf doubleValue
      java/lang/Boolean valueOf booleanValue
      java/lang/RuntimeException <init>
      java/math/BigDecimal <init> valueOf
      org/drools/model/functions/PredicateInformation <init> addRuleNames \
      setMoreThanMaxRuleDefs
      org/drools/modelcompiler/util/EvaluationUtil areNullSafeEquals areNumbersNullSafeEquals \
      equals notEquals greaterThan greaterOrEqual lessThan lessOrEqual greaterThanNumbers \
      greaterOrEqualNumbers lessThanNumbers lessOrEqualNumbers toBigDecimal
      """;

  /** What describes the rules to Drools, once; conditions and consequences have no use for it. */
  private static final String BUILDING =
      """
      java/util/Collections emptyList
      java/util/Arrays asList
      java/time/format/DateTimeFormatterBuilder <init> parseCaseInsensitive appendPattern \
      toFormatter
      org/drools/util/DateUtils getDateFormatMask
      org/drools/model/DomainClassMetadata getPropertyIndex
      org/drools/model/PatternDSL$PatternDef expr
      org/drools/model/impl/RuleBuilder build
      org/drools/model/consequences/ConsequenceBuilder$_1 execute
      org/drools/modelcompiler/dsl/pattern/D rule pattern on declarationOf reactOn alphaIndexedBy
      """;

  private static final Set<String> FIELDS =
      Set.of(
          "org/drools/model/Index$ConstraintType",
          "java/util/Locale.ENGLISH",
          "java/lang/Long.TYPE",
          "java/lang/Integer.TYPE",
          "java/lang/Double.TYPE",
          "java/lang/Boolean.TYPE");

  private static final List<Class<?>> VOCABULARY =
      List.of(Compare.class, RuleFact.class, TransactionFact.class, SessionFact.class);

  private static final Map<String, Set<String>> EVERYWHERE = parse(EXTERNAL);
  private static final Map<String, Set<String>> IN_BUILDERS = parse(BUILDING);
  private static final Map<String, Set<String>> OURS = ours();

  private AllowedCalls() {}

  static boolean allows(ClassKind caller, String owner, String method, String descriptor) {
    if (OURS.containsKey(owner)) {
      return OURS.get(owner).contains(method + descriptor);
    }
    boolean building =
        switch (caller) {
          case MODEL, BUILDER, METADATA -> true;
          case FACT, LAMBDA -> false;
        };
    return EVERYWHERE.getOrDefault(owner, Set.of()).contains(method)
        || (building && IN_BUILDERS.getOrDefault(owner, Set.of()).contains(method));
  }

  static boolean allowsField(String owner, String field) {
    return FIELDS.contains(owner) || FIELDS.contains(owner + "." + field);
  }

  /** Whether a class is one of the facts that rules look at, or a value of theirs. */
  static boolean allowsClass(String name) {
    return OURS.containsKey(name)
        || EVERYWHERE.containsKey(name)
        || IN_BUILDERS.containsKey(name)
        || name.startsWith("org/drools/model/");
  }

  /** Whether the method is one that a fact of a release inherits. */
  static boolean isInheritedByFacts(String method, String descriptor) {
    return OURS.get(Type.getInternalName(TransactionFact.class)).contains(method + descriptor);
  }

  private static Map<String, Set<String>> parse(String text) {
    Map<String, Set<String>> calls = new HashMap<>();
    text.lines()
        .map(line -> line.trim().split(" +"))
        .forEach(words -> calls.put(words[0], Set.copyOf(List.of(words).subList(1, words.length))));
    return Map.copyOf(calls);
  }

  /** All that is public there, or protected for the class of a release: it is made for rules. */
  private static Map<String, Set<String>> ours() {
    Map<String, Set<String>> calls = new HashMap<>();
    for (Class<?> type : VOCABULARY) {
      Set<String> methods = new HashSet<>();
      for (Class<?> at = type; at != Object.class; at = at.getSuperclass()) {
        Stream.<Executable>concat(
                Arrays.stream(at.getDeclaredMethods()),
                at == type ? Arrays.stream(at.getDeclaredConstructors()) : Stream.empty())
            .filter(found -> Modifier.isPublic(found.getModifiers()))
            .map(AllowedCalls::signature)
            .forEach(methods::add);
      }
      calls.put(Type.getInternalName(type), Set.copyOf(methods));
    }
    return Map.copyOf(calls);
  }

  private static String signature(Executable executable) {
    return executable instanceof Constructor<?> constructor
        ? "<init>" + Type.getConstructorDescriptor(constructor)
        : executable.getName() + Type.getMethodDescriptor((Method) executable);
  }
}
