package io.harrier.engine.compile;

import io.harrier.engine.rule.RuleConstants;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Gives every constant of a release's rules its position. */
final class ConstantTable {
  private final List<String> texts = new ArrayList<>();
  private final List<BigDecimal> numbers = new ArrayList<>();
  private final List<List<String>> textLists = new ArrayList<>();
  private final List<List<BigDecimal>> numberLists = new ArrayList<>();

  int text(String value) {
    return position(texts, value);
  }

  int number(BigDecimal value) {
    return position(numbers, value);
  }

  int textList(List<String> values) {
    return position(textLists, values);
  }

  int numberList(List<BigDecimal> values) {
    return position(numberLists, values);
  }

  RuleConstants constants() {
    return new RuleConstants(texts, numbers, textLists, numberLists);
  }

  private static <T> int position(List<T> known, T value) {
    int position = known.indexOf(value);
    if (position < 0) {
      known.add(value);
      position = known.size() - 1;
    }
    return position;
  }
}
