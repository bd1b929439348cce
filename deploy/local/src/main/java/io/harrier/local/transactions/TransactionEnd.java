package io.harrier.local.transactions;

import io.harrier.local.CommandFailedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;

/**
 * Tells a partition how a transaction ended, in the place of its coordinator and in its words. With
 * the newest epoch that the partition has of a coordinator, so that the coordinator itself is not
 * shut out; if the partition has been told meanwhile, its leader refuses.
 */
final class TransactionEnd {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TransactionEnd() {}

  /**
   * @param outcome that of {@code forgotten}
   * @return whether the partition has it by this; otherwise it had been told since it was looked at
   * @throws CommandFailedException if the leader does not answer, or must not take it
   */
  static boolean write(Admin admin, ForgottenEnd forgotten, RecordedOutcome outcome)
      throws InterruptedException, ExecutionException {
    TopicPartition partition = forgotten.partition();
    TxnMarkerEntry end =
        new TxnMarkerEntry(
            forgotten.producerId(),
            outcome.epoch(),
            forgotten.coordinatorEpoch(),
            outcome.committed() ? TransactionResult.COMMIT : TransactionResult.ABORT,
            List.of(partition),
            outcome.transactionVersion());
    WriteTxnMarkersResponse response =
        (WriteTxnMarkersResponse)
            LeaderRequest.send(
                leader(admin, partition),
                new WriteTxnMarkersRequest.Builder(List.of(end)),
                PATIENCE);
    return isWritten(
        forgotten, response.errorsByProducerId().get(forgotten.producerId()).get(partition));
  }

  static boolean isWritten(ForgottenEnd forgotten, Errors answer) {
    return switch (answer) {
      case NONE -> true;
      case INVALID_PRODUCER_EPOCH,
          PRODUCER_FENCED,
          INVALID_TXN_STATE,
          TRANSACTION_COORDINATOR_FENCED ->
          false;
      case CLUSTER_AUTHORIZATION_FAILED ->
          throw new CommandFailedException(
              "Kafka does not let this user end %s in %s: allow it ALTER or CLUSTER_ACTION on the cluster (kafka-acls.sh --add --operation Alter --cluster --allow-principal User:…), or let one who has it run ./harrier transactions sweep"
                  .formatted(forgotten.transactionalId(), forgotten.partition()));
      default ->
          throw new CommandFailedException(
              "the leader of %s does not take the end of %s (%s): nothing has changed; try again"
                  .formatted(forgotten.partition(), forgotten.transactionalId(), answer));
    };
  }

  private static Node leader(Admin admin, TopicPartition partition)
      throws InterruptedException, ExecutionException {
    Node leader =
        admin
            .describeTopics(List.of(partition.topic()))
            .allTopicNames()
            .get()
            .get(partition.topic())
            .partitions()
            .get(partition.partition())
            .leader();
    if (leader == null || leader.isEmpty()) {
      throw new CommandFailedException(
          "%s has no leader: bring its brokers back, and try again".formatted(partition));
    }
    return leader;
  }
}
