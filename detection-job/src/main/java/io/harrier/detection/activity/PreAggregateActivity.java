package io.harrier.detection.activity;

import io.harrier.model.ActivityCount;
import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up a subtask's transactions before the shuffle by country, channel and currency, so that the
 * shuffle carries sums. Keeps nothing across a checkpoint nor beyond the end of its window, and at
 * most {@code maxGroups} sums in between.
 */
public final class PreAggregateActivity extends AbstractStreamOperator<ActivityCount>
    implements OneInputStreamOperator<Transaction, ActivityCount> {
  private static final long serialVersionUID = 1L;

  /** What stands for the country of a transaction that names none. */
  public static final String UNKNOWN_COUNTRY = "??";

  // configuration
  private final long windowMillis;
  private final int maxGroups;

  // runtime
  private transient Map<Group, Sum> sums;

  public PreAggregateActivity(long windowMillis, int maxGroups) {
    this.windowMillis = windowMillis;
    this.maxGroups = maxGroups;
  }

  @Override
  public void open() throws Exception {
    super.open();
    sums = new HashMap<>();
  }

  @Override
  public void processElement(StreamRecord<Transaction> element) {
    Transaction transaction = element.getValue();
    String country = transaction.country();
    Group group =
        new Group(
            Math.floorDiv(transaction.eventTime(), windowMillis) * windowMillis,
            country == null ? UNKNOWN_COUNTRY : country,
            transaction.channel(),
            transaction.currency());
    Sum sum = sums.get(group);
    if (sum == null) {
      if (sums.size() >= maxGroups) {
        emitAll();
      }
      sum = new Sum();
      sums.put(group, sum);
    }
    sum.transactions++;
    sum.amountMinor += transaction.amountMinor();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // What belongs to a minute that goes on can wait: until it ends, or the next checkpoint.
    emit(group -> group.windowStart + windowMillis - 1 <= mark.getTimestamp());
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    emitAll();
  }

  @Override
  public void finish() throws Exception {
    emitAll();
    super.finish();
  }

  private void emitAll() {
    emit(group -> true);
  }

  private void emit(Predicate<Group> which) {
    for (Iterator<Map.Entry<Group, Sum>> each = sums.entrySet().iterator(); each.hasNext(); ) {
      Map.Entry<Group, Sum> entry = each.next();
      Group group = entry.getKey();
      if (which.test(group)) {
        Sum sum = entry.getValue();
        output.collect(
            new StreamRecord<>(
                new ActivityCount(
                    group.windowStart,
                    group.windowStart + windowMillis,
                    group.country,
                    group.channel,
                    group.currency,
                    sum.transactions,
                    sum.amountMinor),
                group.windowStart));
        each.remove();
      }
    }
  }

  private record Group(long windowStart, String country, Channel channel, String currency) {}

  private static final class Sum {
    private long transactions;
    private long amountMinor;
  }
}
