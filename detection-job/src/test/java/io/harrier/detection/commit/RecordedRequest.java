package io.harrier.detection.commit;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;

/** A request to commit that remembers what it was told. */
final class RecordedRequest implements CommitRequest<KafkaCommittable> {
  private final KafkaCommittable committable;
  private final List<String> signals = new ArrayList<>();

  RecordedRequest(KafkaCommittable committable) {
    this.committable = committable;
  }

  List<String> signals() {
    return signals;
  }

  @Override
  public KafkaCommittable getCommittable() {
    return committable;
  }

  @Override
  public int getNumberOfRetries() {
    return 0;
  }

  @Override
  public void signalFailedWithKnownReason(Throwable reason) {
    signals.add("failed: " + reason);
  }

  @Override
  public void signalFailedWithUnknownReason(Throwable reason) {
    throw new IllegalStateException("failed", reason);
  }

  @Override
  public void retryLater() {
    signals.add("retry");
  }

  @Override
  public void updateAndRetryLater(KafkaCommittable updated) {
    signals.add("retry");
  }

  @Override
  public void signalAlreadyCommitted() {
    signals.add("already committed");
  }
}
