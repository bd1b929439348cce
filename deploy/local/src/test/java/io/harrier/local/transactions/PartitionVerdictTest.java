package io.harrier.local.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.local.CommandFailedException;
import io.harrier.local.transactions.PartitionVerdict.Forgotten;
import io.harrier.local.transactions.PartitionVerdict.Open;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records with epoch 5 are open in a partition. */
class PartitionVerdictTest {
  private static final Forgotten UNKNOWN = new Forgotten(Optional.empty());

  @Test
  void theNextEpochIsOfTheSameTransaction() {
    assertThat(judge(TransactionState.COMPLETE_COMMIT, 6)).isEqualTo(forgotten(true, 6, 2));
    assertThat(judge(TransactionState.COMPLETE_ABORT, 6)).isEqualTo(forgotten(false, 6, 2));
  }

  @Test
  void theSameEpochIsOfTheSameTransactionByTheOldProtocol() {
    assertThat(judge(TransactionState.COMPLETE_COMMIT, 5)).isEqualTo(forgotten(true, 5, 0));
    assertThat(judge(TransactionState.COMPLETE_ABORT, 5)).isEqualTo(forgotten(false, 5, 0));
  }

  @Test
  void theNextEpochMayBeOfAnotherTransaction() {
    TransactionDescription known = known(TransactionState.COMPLETE_ABORT, 7, 6);

    assertThat(PartitionVerdict.of(open(), known, 1, false)).isEqualTo(UNKNOWN);
    assertThat(PartitionVerdict.of(open(), known, 2, true)).isEqualTo(UNKNOWN);
  }

  @Test
  void anIdThatHasGoneOnDoesNotTell() {
    assertThat(judge(TransactionState.COMPLETE_COMMIT, 7)).isEqualTo(UNKNOWN);
    assertThat(judge(TransactionState.ONGOING, 6)).isEqualTo(UNKNOWN);
    assertThat(judge(TransactionState.EMPTY, 6)).isEqualTo(UNKNOWN);
    assertThat(judge(TransactionState.PREPARE_COMMIT, 7)).isEqualTo(UNKNOWN);
  }

  @Test
  void whatIsOpenOrBeingEndedIsNotForgotten() {
    assertThat(judge(TransactionState.ONGOING, 5)).isEqualTo(new Open());
    assertThat(judge(TransactionState.PREPARE_COMMIT, 5)).isEqualTo(new Open());
    assertThat(judge(TransactionState.PREPARE_ABORT, 6)).isEqualTo(new Open());
    assertThat(judge(TransactionState.PREPARE_EPOCH_FENCE, 6)).isEqualTo(new Open());
  }

  @ParameterizedTest
  @EnumSource(TransactionState.class)
  void anotherProducerOrAnEarlierEpochSaysNothing(TransactionState state) {
    assertThat(judge(state, 4)).isEqualTo(new Open());
    assertThat(PartitionVerdict.of(open(), known(state, 8, 6), 2, false)).isEqualTo(new Open());
  }

  @Test
  void anAnswerOfTheLeaderIsTheEndARefusalOrAFault() {
    ForgottenEnd end =
        new ForgottenEnd(
            "i", 7, (short) 5, new TopicPartition("alerts", 3), 42, 0, Optional.empty());

    assertThat(TransactionEnd.isWritten(end, Errors.NONE)).isTrue();
    assertThat(TransactionEnd.isWritten(end, Errors.INVALID_PRODUCER_EPOCH)).isFalse();
    assertThat(TransactionEnd.isWritten(end, Errors.TRANSACTION_COORDINATOR_FENCED)).isFalse();
    assertThatThrownBy(() -> TransactionEnd.isWritten(end, Errors.CLUSTER_AUTHORIZATION_FAILED))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("end i in alerts-3: allow it ALTER or CLUSTER_ACTION");
    assertThatThrownBy(() -> TransactionEnd.isWritten(end, Errors.NOT_LEADER_OR_FOLLOWER))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("try again");
  }

  private static PartitionVerdict judge(TransactionState state, int epoch) {
    return PartitionVerdict.of(open(), known(state, 7, epoch), 2, false);
  }

  private static Forgotten forgotten(boolean committed, int epoch, int version) {
    return new Forgotten(
        Optional.of(new RecordedOutcome(committed, (short) epoch, (short) version)));
  }

  private static ProducerState open() {
    return new ProducerState(7, 5, 3, 0, OptionalInt.empty(), OptionalLong.of(42));
  }

  private static TransactionDescription known(TransactionState state, long producerId, int epoch) {
    return new TransactionDescription(
        1, state, producerId, epoch, 60_000, OptionalLong.empty(), Set.of());
  }
}
