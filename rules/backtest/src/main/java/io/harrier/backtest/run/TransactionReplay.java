package io.harrier.backtest.run;

import io.harrier.backtest.BacktestException;
import io.harrier.backtest.BacktestSettings;
import io.harrier.backtest.Candidate;
import io.harrier.backtest.input.HistoryInput;
import io.harrier.backtest.input.HistoryRecord;
import io.harrier.backtest.input.KnownLists;
import io.harrier.engine.evaluate.Explanation;
import io.harrier.engine.evaluate.TransactionExplainer;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import io.harrier.model.json.RejectedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Brings one user to where one of the user's transactions arrived, and explains it. */
public final class TransactionReplay {
  private static final int BATCH = 4_096;

  private final Candidate candidate;
  private final BacktestSettings settings;
  private final KnownLists lists;
  private final Arrivals arrivals;

  public TransactionReplay(
      Candidate candidate, BacktestSettings settings, KnownLists lists, Arrivals arrivals) {
    this.candidate = candidate;
    this.settings = settings;
    this.lists = lists;
    this.arrivals = arrivals;
  }

  /**
   * Reads the input up to the record.
   *
   * @param userId of the transaction in that record
   * @param partition where the record stands
   * @param position where the record stands
   * @param risk the user's score, or {@code null}
   * @throws IOException if the input cannot be read
   * @throws BacktestException if the record is not there any more
   */
  public Explanation explain(
      HistoryInput input,
      String userId,
      int partition,
      long position,
      RiskScore risk,
      Backtest.Progress progress)
      throws IOException {
    Watermark watermark =
        new Watermark(
            input.partitions(),
            settings.outOfOrderness().toMillis(),
            settings.idleness().toMillis());
    List<HistoryRecord> batch = new ArrayList<>(BATCH);
    try (TransactionExplainer explainer =
        new TransactionExplainer(
            candidate.release(), candidate.releaseId(), settings.evaluation())) {
      UserReplay user =
          new UserReplay(
              explainer.evaluator(), risk, lists.lookup(), settings.stateRetention().toMillis());
      do {
        batch.clear();
        input.read(batch, BATCH);
        for (HistoryRecord record : batch) {
          Transaction transaction;
          try {
            transaction = arrivals.decode(record);
          } catch (RejectedException e) {
            continue;
          }
          if (transaction.userId().equals(userId)) {
            user.pass(userId, watermark.current(), Long.MIN_VALUE);
            if (record.partition() == partition && record.position() == position) {
              return explainer.explain(user.state(), transaction, risk, lists.lookup());
            }
            user.evaluate(transaction);
          }
          watermark.onTransaction(record.partition(), transaction.eventTime(), record.arrivedAt());
        }
        progress.at(input.done(), input.total());
      } while (!batch.isEmpty());
    }
    throw new BacktestException(
        "the record at position %d of partition %d is not in %s any more: it has been deleted"
            .formatted(position, partition, input.name()));
  }
}
