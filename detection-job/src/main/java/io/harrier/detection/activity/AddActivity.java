package io.harrier.detection.activity;

import io.harrier.model.ActivityCount;
import org.apache.flink.api.common.functions.ReduceFunction;
import org.apache.flink.api.java.functions.KeySelector;

/** Adds counts of the same window, country, channel and currency. */
public final class AddActivity implements ReduceFunction<ActivityCount> {
  private static final long serialVersionUID = 1L;

  /** What may be added; also the key of the record in Kafka. */
  public static final KeySelector<ActivityCount, String> KEY = AddActivity::key;

  @Override
  public ActivityCount reduce(ActivityCount left, ActivityCount right) {
    return new ActivityCount(
        left.windowStart(),
        left.windowEnd(),
        left.country(),
        left.channel(),
        left.currency(),
        left.transactions() + right.transactions(),
        left.amountMinor() + right.amountMinor());
  }

  /** {@code country|channel|currency}. */
  public static String key(ActivityCount count) {
    return count.country() + '|' + count.channel() + '|' + count.currency();
  }
}
