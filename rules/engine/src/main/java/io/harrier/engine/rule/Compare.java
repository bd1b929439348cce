package io.harrier.engine.rule;

import io.harrier.engine.vocabulary.Glob;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Comparisons and arithmetic of compiled rules. An absent value ({@code null}) makes a comparison
 * false and a computation absent; so does a division by zero.
 */
public final class Compare {
  private Compare() {}

  public static boolean equal(BigDecimal left, BigDecimal right) {
    return left != null && right != null && left.compareTo(right) == 0;
  }

  public static boolean different(BigDecimal left, BigDecimal right) {
    return left != null && right != null && left.compareTo(right) != 0;
  }

  public static boolean less(BigDecimal left, BigDecimal right) {
    return left != null && right != null && left.compareTo(right) < 0;
  }

  public static boolean lessOrEqual(BigDecimal left, BigDecimal right) {
    return left != null && right != null && left.compareTo(right) <= 0;
  }

  public static boolean greater(BigDecimal left, BigDecimal right) {
    return left != null && right != null && left.compareTo(right) > 0;
  }

  public static boolean greaterOrEqual(BigDecimal left, BigDecimal right) {
    return left != null && right != null && left.compareTo(right) >= 0;
  }

  public static boolean wholeEqual(Long left, long right) {
    return left != null && left == right;
  }

  public static boolean wholeDifferent(Long left, long right) {
    return left != null && left != right;
  }

  public static boolean wholeLess(Long left, long right) {
    return left != null && left < right;
  }

  public static boolean wholeLessOrEqual(Long left, long right) {
    return left != null && left <= right;
  }

  public static boolean wholeGreater(Long left, long right) {
    return left != null && left > right;
  }

  public static boolean wholeGreaterOrEqual(Long left, long right) {
    return left != null && left >= right;
  }

  public static boolean same(String left, String right) {
    return left != null && left.equals(right);
  }

  public static boolean differ(String left, String right) {
    return left != null && right != null && !left.equals(right);
  }

  public static boolean startsWith(String left, String right) {
    return left != null && right != null && left.startsWith(right);
  }

  public static boolean endsWith(String left, String right) {
    return left != null && right != null && left.endsWith(right);
  }

  /** See {@link Glob}. */
  public static boolean like(String left, String glob) {
    return left != null && glob != null && Glob.matches(left, glob);
  }

  public static boolean isPresent(Object value) {
    return value != null;
  }

  public static boolean isAbsent(Object value) {
    return value == null;
  }

  public static BigDecimal decimal(Long value) {
    return value == null ? null : BigDecimal.valueOf(value);
  }

  public static BigDecimal add(BigDecimal left, BigDecimal right) {
    return left == null || right == null ? null : left.add(right, MathContext.DECIMAL128);
  }

  public static BigDecimal subtract(BigDecimal left, BigDecimal right) {
    return left == null || right == null ? null : left.subtract(right, MathContext.DECIMAL128);
  }

  public static BigDecimal multiply(BigDecimal left, BigDecimal right) {
    return left == null || right == null ? null : left.multiply(right, MathContext.DECIMAL128);
  }

  public static BigDecimal divide(BigDecimal left, BigDecimal right) {
    return left == null || right == null || right.signum() == 0
        ? null
        : left.divide(right, MathContext.DECIMAL128);
  }
}
