package io.harrier.detection.evaluate;

import io.harrier.detection.source.Received;
import io.harrier.detection.source.RejectedRecord;
import io.harrier.detection.state.Formats;
import io.harrier.model.RejectReason;
import io.harrier.model.Transaction;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends what cannot be evaluated aside, and counts it by reason. */
public final class SeparateRejected extends ProcessFunction<Received, Transaction> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<RejectedRecord> REJECTED =
      new OutputTag<>("rejected", Formats.REJECTED_RECORD.typeInfo());

  // runtime
  private transient Map<RejectReason, Counter> counters;

  @Override
  public void open(OpenContext context) {
    MetricGroup group = getRuntimeContext().getMetricGroup();
    counters = new EnumMap<>(RejectReason.class);
    for (RejectReason reason : RejectReason.values()) {
      counters.put(reason, group.addGroup("reason", reason.name()).counter("rejected"));
    }
  }

  @Override
  public void processElement(Received received, Context context, Collector<Transaction> out) {
    if (received instanceof Received.Valid valid) {
      out.collect(valid.transaction());
    } else if (received instanceof Received.Rejected rejected) {
      counters.get(rejected.record().reason()).inc();
      context.output(REJECTED, rejected.record());
    }
  }
}
