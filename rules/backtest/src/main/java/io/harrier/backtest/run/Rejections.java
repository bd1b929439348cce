package io.harrier.backtest.run;

import io.harrier.model.RejectReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Records that are no transactions: how many, why, and the first of them. */
final class Rejections {
  private static final int SAMPLES = 10;

  private final Map<RejectReason, Long> byReason = new EnumMap<>(RejectReason.class);
  private final List<Batch.Rejection> first = new ArrayList<>();

  void add(Batch.Rejection rejection) {
    byReason.merge(rejection.reason(), 1L, Long::sum);
    if (first.size() < SAMPLES) {
      first.add(rejection);
    }
  }

  Map<RejectReason, Long> byReason() {
    return byReason;
  }

  List<Batch.Rejection> first() {
    return first;
  }
}
