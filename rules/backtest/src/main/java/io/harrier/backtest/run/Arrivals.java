package io.harrier.backtest.run;

import io.harrier.backtest.BacktestSettings;
import io.harrier.backtest.input.HistoryRecord;
import io.harrier.model.RejectReason;
import io.harrier.model.Transaction;
import io.harrier.model.json.RejectedException;
import io.harrier.model.json.TransactionJson;

/** Decodes records as the live job does when they arrive. */
public final class Arrivals {
  private final long now;
  private final long futureTolerance;

  /**
   * @param now the clock of a record that does not say when it arrived, epoch milliseconds
   */
  public Arrivals(BacktestSettings settings, long now) {
    this.now = now;
    this.futureTolerance = settings.futureTolerance().toMillis();
  }

  /**
   * @throws RejectedException if the record is no transaction, or its event time too far ahead
   */
  public Transaction decode(HistoryRecord record) throws RejectedException {
    Transaction transaction = TransactionJson.decode(record.value());
    long ahead = transaction.eventTime() - arrival(record, transaction);
    if (ahead > futureTolerance) {
      throw new RejectedException(
          RejectReason.FUTURE_TIME, "eventTime is " + ahead + " ms ahead of its arrival");
    }
    return transaction;
  }

  private long arrival(HistoryRecord record, Transaction transaction) {
    if (record.arrivedAt() != HistoryRecord.NOT_RECORDED) {
      return record.arrivedAt();
    }
    return transaction.producedAt() == Transaction.NOT_RECORDED ? now : transaction.producedAt();
  }
}
