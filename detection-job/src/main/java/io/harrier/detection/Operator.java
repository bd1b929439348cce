package io.harrier.detection;

import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The operators: the uid, by which a savepoint knows them, and the name that people see. */
public enum Operator {
  READ_TRANSACTIONS("read-transactions", "Read transactions"),
  SEPARATE_REJECTED("separate-rejected", "Separate rejected"),
  READ_RISK_SCORES("read-risk-scores", "Read risk scores"),
  TIME_RISK_SCORES("time-risk-scores", "Take time from risk scores"),
  READ_RELEASES("read-releases", "Read releases"),
  TIME_RELEASES("time-releases", "Take time from releases"),
  READ_ENTITY_LISTS("read-entity-lists", "Read entity lists"),
  TIME_ENTITY_LISTS("time-entity-lists", "Take time from entity lists"),
  EVALUATE_TRANSACTIONS("evaluate-transactions", "Evaluate transactions"),
  PRE_AGGREGATE_ACTIVITY("pre-aggregate-activity", "Pre-aggregate activity"),
  COUNT_ACTIVITY("count-activity", "Count activity by minute"),
  WRITE_DECISIONS("write-decisions", "Write decisions"),
  WRITE_ALERTS("write-alerts", "Write alerts"),
  WRITE_SHADOW_ALERTS("write-shadow-alerts", "Write shadow alerts"),
  WRITE_QUARANTINED_RULES("write-quarantined-rules", "Write quarantined rules"),
  WRITE_REJECTED("write-rejected", "Write rejected"),
  WRITE_LATE("write-late", "Write late"),
  WRITE_ACTIVITY("write-activity", "Write activity");

  private final String uid;
  private final String displayName;

  Operator(String uid, String displayName) {
    this.uid = uid;
    this.displayName = displayName;
  }

  /** By which a savepoint knows the operator. */
  public String uid() {
    return uid;
  }

  String displayName() {
    return displayName;
  }

  <T> SingleOutputStreamOperator<T> is(SingleOutputStreamOperator<T> stream) {
    return stream.uid(uid).name(displayName);
  }

  <T> DataStreamSink<T> is(DataStreamSink<T> sink) {
    return sink.uid(uid).name(displayName);
  }
}
