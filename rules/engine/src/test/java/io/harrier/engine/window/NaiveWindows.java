package io.harrier.engine.window;

import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.Window;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Transaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps every transaction and folds over all of them each time; written to be obvious. */
@SuppressWarnings("ReferenceEquality") // a repeated transaction is another one
final class NaiveWindows {
  private static final double EARTH_RADIUS = 6371.0088;

  private final List<Transaction> arrived = new ArrayList<>();

  void add(Transaction transaction) {
    arrived.add(transaction);
  }

  Object value(FeatureDefinition feature, Transaction current) {
    List<Transaction> slice = slice(feature, current);
    List<Transaction> before = slice.stream().filter(t -> t != current).toList();
    List<BigDecimal> amounts =
        slice.stream()
            .filter(t -> t.currency().equals(current.currency()))
            .map(t -> (BigDecimal) NaiveCondition.field(TransactionField.AMOUNT, t))
            .toList();
    int scale = ((BigDecimal) NaiveCondition.field(TransactionField.AMOUNT, current)).scale();
    BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO.setScale(scale), BigDecimal::add);
    return switch (feature.aggregate()) {
      case COUNT -> (long) slice.size();
      case SUM -> sum;
      case MIN -> amounts.stream().min(Comparator.naturalOrder()).orElse(null);
      case MAX -> amounts.stream().max(Comparator.naturalOrder()).orElse(null);
      case AVG ->
          amounts.isEmpty()
              ? null
              : sum.divide(BigDecimal.valueOf(amounts.size()), scale + 2, RoundingMode.HALF_EVEN);
      case DISTINCT ->
          slice.stream()
              .map(t -> NaiveCondition.field(feature.of().orElseThrow(), t))
              .filter(value -> value != null)
              .distinct()
              .count();
      case LAST ->
          before.isEmpty()
              ? null
              : NaiveCondition.field(feature.of().orElseThrow(), newest(before));
      case ELAPSED ->
          before.isEmpty() ? null : (current.eventTime() - newest(before).eventTime()) / 1000;
      case SPEED -> speed(before.stream().filter(Transaction::isLocated).toList(), current);
    };
  }

  private List<Transaction> slice(FeatureDefinition feature, Transaction current) {
    List<Transaction> inOrder =
        arrived.stream()
            .filter(t -> t.eventTime() <= current.eventTime())
            .sorted(Comparator.comparingLong(Transaction::eventTime))
            .toList();
    return inWindow(feature.window(), inOrder, current.eventTime()).stream()
        .filter(t -> feature.where().stream().allMatch(w -> NaiveCondition.holds(w, t)))
        .filter(t -> feature.same().stream().allMatch(field -> isSame(field, t, current)))
        .toList();
  }

  private static List<Transaction> inWindow(Window window, List<Transaction> inOrder, long time) {
    if (window instanceof Window.Sliding sliding) {
      return inOrder.stream().filter(t -> t.eventTime() > time - sliding.size()).toList();
    } else if (window instanceof Window.Tumbling tumbling) {
      return inOrder.stream()
          .filter(
              t ->
                  Math.floorDiv(t.eventTime(), tumbling.size())
                      == Math.floorDiv(time, tumbling.size()))
          .toList();
    }
    long gap = ((Window.Session) window).gap();
    int begin = inOrder.size() - 1;
    while (begin > 0
        && inOrder.get(begin).eventTime() - inOrder.get(begin - 1).eventTime() <= gap) {
      begin--;
    }
    return inOrder.subList(begin, inOrder.size());
  }

  private static boolean isSame(TransactionField field, Transaction a, Transaction b) {
    Object value = NaiveCondition.field(field, a);
    return value != null && value.equals(NaiveCondition.field(field, b));
  }

  private static Transaction newest(List<Transaction> inOrder) {
    return inOrder.get(inOrder.size() - 1);
  }

  /** By the chord through the earth, which is another way than the one under test. */
  private static BigDecimal speed(List<Transaction> located, Transaction current) {
    if (located.isEmpty() || !current.isLocated()) {
      return null;
    }
    Transaction last = newest(located);
    double[] a = onUnitSphere(last);
    double[] b = onUnitSphere(current);
    double chord = Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
    double kilometres = 2 * EARTH_RADIUS * Math.asin(Math.min(1, chord / 2));
    double seconds = Math.max(1, (current.eventTime() - last.eventTime()) / 1000.0);
    return BigDecimal.valueOf(kilometres / seconds * 3600);
  }

  private static double[] onUnitSphere(Transaction t) {
    double phi = Math.toRadians(t.latitude());
    double lambda = Math.toRadians(t.longitude());
    return new double[] {
      Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)
    };
  }
}
