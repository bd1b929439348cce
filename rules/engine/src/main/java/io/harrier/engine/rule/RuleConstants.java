package io.harrier.engine.rule;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the rules of a release compare with, by position. Compiled rules hold positions only, so no
 * text of an analyst is ever part of compiled code.
 */
public record RuleConstants(
    List<String> texts,
    List<BigDecimal> numbers,
    List<List<String>> textLists,
    List<List<BigDecimal>> numberLists) {

  public RuleConstants {
    texts = List.copyOf(texts);
    numbers = List.copyOf(numbers);
    textLists = List.copyOf(textLists);
    numberLists = List.copyOf(numberLists);
  }

  List<Set<String>> textSets() {
    return textLists.stream().map(list -> (Set<String>) new HashSet<>(list)).toList();
  }

  /** Without trailing zeros, so that 5 and 5.00 are the same member. */
  List<Set<BigDecimal>> numberSets() {
    return numberLists.stream()
        .map(list -> list.stream().map(BigDecimal::stripTrailingZeros).collect(Collectors.toSet()))
        .toList();
  }
}
