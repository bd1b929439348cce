package io.harrier.engine.vocabulary;

import io.harrier.model.Channel;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every property that the rules of one release can name, with its type. Immutable. */
public final class Vocabulary {
  /**
   * Version of the vocabulary; a bundle compiled for a newer one cannot be loaded. 2: {@link
   * Fact#LISTED}.
   */
  public static final int VERSION = 2;

  /** Property of {@link Fact#ACTIVITY} that every release has: all windows are covered. */
  public static final String WARM = "warm";

  /** The vocabulary of a release that declares no feature. */
  public static final Vocabulary WITHOUT_FEATURES = withFeatures(Map.of());

  private static final Map<String, List<String>> ENUMERATIONS =
      Map.of(
          TransactionField.TYPE.fieldName(), names(TransactionType.values()),
          TransactionField.CHANNEL.fieldName(), names(Channel.values()),
          TransactionField.STATUS.fieldName(), names(TransactionStatus.values()));

  private final Map<Fact, Map<String, ValueType>> types;

  private Vocabulary(Map<Fact, Map<String, ValueType>> types) {
    this.types = types;
  }

  /**
   * @param features the declared features by name, with the type of their value
   */
  public static Vocabulary withFeatures(Map<String, ValueType> features) {
    Map<Fact, Map<String, ValueType>> types = new EnumMap<>(Fact.class);
    for (Fact fact : Fact.values()) {
      Map<String, ValueType> properties = new LinkedHashMap<>();
      fact.fields().forEach(field -> properties.put(field.fieldName(), field.type()));
      types.put(fact, properties);
    }
    types.get(Fact.ACTIVITY).putAll(features);
    types.get(Fact.ACTIVITY).put(WARM, ValueType.BOOLEAN);
    return new Vocabulary(types);
  }

  /** The type of a property, or nothing when there is no such property. */
  public Optional<ValueType> typeOf(Fact fact, String property) {
    return Optional.ofNullable(types.get(fact).get(property));
  }

  public Set<String> properties(Fact fact) {
    return Collections.unmodifiableSet(types.get(fact).keySet());
  }

  /** The only values a text property can have, or an empty list when it is free text. */
  public List<String> valuesOf(Fact fact, String property) {
    return fact == Fact.TRANSACTION ? ENUMERATIONS.getOrDefault(property, List.of()) : List.of();
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }
}
