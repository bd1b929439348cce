package io.harrier.detection.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector's committer counts a commit that the broker refused, and goes on. This one doesn't.
 *
 * <p>While the job runs, a refused commit fails it, and the restart decides. After a restart a
 * refusal may be harmless: the transaction was committed before the crash, and its id has been used
 * again since. Then whatever is still open under the id, which would block readers of committed
 * records, is aborted, and the writer proves by reading what became of the transaction.
 */
@SuppressWarnings("try") // Flink declares close() to throw any exception
final class UnsilentCommitter implements Committer<KafkaCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(UnsilentCommitter.class);

  private final Committer<KafkaCommittable> committer;
  private final Properties clientProperties;
  private final Counter refusals;

  /**
   * @param refusals counts what the broker refuses to commit
   */
  UnsilentCommitter(
      Committer<KafkaCommittable> committer, Properties clientProperties, Counter refusals) {
    this.committer = committer;
    this.clientProperties = clientProperties;
    this.refusals = refusals;
  }

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    List<CommitRequest<KafkaCommittable>> observed = new ArrayList<>(requests.size());
    List<ObservedRequest> refused = new ArrayList<>();
    for (CommitRequest<KafkaCommittable> request : requests) {
      observed.add(new ObservedRequest(request, refused));
    }
    committer.commit(observed);
    for (ObservedRequest request : refused) {
      settle(request);
    }
  }

  private void settle(ObservedRequest request) throws IOException, InterruptedException {
    refusals.inc();
    KafkaCommittable committable = request.getCommittable();
    // A producer travels with the committable while writer and committer are one task; what comes
    // out of a checkpoint has none.
    if (committable.getProducer().isPresent()) {
      throw new IOException(
          "Kafka refused to commit transaction "
              + committable.getTransactionalId()
              + ": another producer uses the id, or the transaction's timeout passed. The job"
              + " restarts and proves whether anything was lost",
          request.refusal());
    }
    LOG.warn(
        "Kafka refuses to commit the restored transaction {}; it is either committed already, which"
            + " is about to be proven, or lost",
        committable.getTransactionalId(),
        request.refusal());
    abortWhatIsOpen(committable.getTransactionalId());
    request.signalAlreadyCommitted();
  }

  private void abortWhatIsOpen(String transactionalId) throws IOException, InterruptedException {
    try (Admin admin = Admin.create(clientProperties)) {
      admin.fenceProducers(List.of(transactionalId)).all().get();
    } catch (ExecutionException e) {
      throw new IOException(
          "cannot abort what is open under the transactional id " + transactionalId, e.getCause());
    }
  }

  @Override
  public void close() throws Exception {
    committer.close();
  }

  /** Keeps a refusal for {@link #settle} instead of passing it on to be counted. */
  private static final class ObservedRequest implements CommitRequest<KafkaCommittable> {
    private final CommitRequest<KafkaCommittable> request;
    private final List<ObservedRequest> refused;
    private Throwable refusal;

    ObservedRequest(CommitRequest<KafkaCommittable> request, List<ObservedRequest> refused) {
      this.request = request;
      this.refused = refused;
    }

    Throwable refusal() {
      return refusal;
    }

    @Override
    public KafkaCommittable getCommittable() {
      return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      refusal = reason;
      refused.add(this);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      request.signalFailedWithUnknownReason(reason);
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }
  }
}
