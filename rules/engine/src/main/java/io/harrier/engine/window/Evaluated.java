package io.harrier.engine.window;

import io.harrier.model.Transaction;

/** The transaction that is evaluated, and where it stands in its history. */
final class Evaluated {
  Transaction transaction;
  EventColumns columns;
  long time;

  /** Row behind the last one at or before {@link #time}. */
  int to;

  /** Row of the transaction, or {@link #to} when it was too old to keep a row. */
  int row;

  /** Code of its currency among the rows. */
  int currency;

  /** The transaction of the last row. */
  void setNewest(EventColumns history, Transaction newest) {
    setTime(history, newest);
    row = to - 1;
  }

  void set(EventColumns history, Transaction current) {
    setTime(history, current);
    boolean hasRow =
        to > history.from
            && history.time[to - 1] == time
            && history.id[to - 1] == TextHash.of(current.transactionId());
    row = hasRow ? to - 1 : to;
  }

  private void setTime(EventColumns history, Transaction current) {
    transaction = current;
    columns = history;
    time = current.eventTime();
    to = history.firstAfter(time);
    currency = history.codeOf(TextColumn.CURRENCY, current.currency());
  }

  boolean hasRow() {
    return row < to;
  }
}
