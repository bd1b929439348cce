package io.harrier.simulator.truth;

import java.util.List;
import java.util.Objects;

/** What was really fraud. */
public sealed interface Truth {

  String userId();

  Typology typology();

  /** Names the episode, unique in a run. */
  String episodeId();

  /** One transaction of an episode. */
  record FraudulentTransaction(
      String transactionId, String userId, Typology typology, String episodeId, long eventTime)
      implements Truth {
    public FraudulentTransaction {
      Objects.requireNonNull(transactionId, "transactionId");
      Objects.requireNonNull(userId, "userId");
      Objects.requireNonNull(typology, "typology");
      Objects.requireNonNull(episodeId, "episodeId");
    }
  }

  /**
   * A whole episode; published with its last transaction.
   *
   * @param start event time of the first transaction, epoch milliseconds
   * @param end event time of the last
   * @param transactionIds in order of event time
   */
  record Episode(
      String episodeId,
      String userId,
      Typology typology,
      long start,
      long end,
      List<String> transactionIds)
      implements Truth {
    public Episode {
      Objects.requireNonNull(episodeId, "episodeId");
      Objects.requireNonNull(userId, "userId");
      Objects.requireNonNull(typology, "typology");
      transactionIds = List.copyOf(transactionIds);
    }
  }
}
