package io.harrier.engine.session;

import io.harrier.engine.vocabulary.MinorUnits;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a session moved in each currency: out of order, an earlier transaction in another currency
 * may still come and decide which one counts. The {@link #LIMIT} currencies that came first in
 * event time are kept.
 */
final class MoneyMoved {
  static final int LIMIT = 8;

  private final List<Sum> sums;

  MoneyMoved() {
    this(new ArrayList<>(1));
  }

  private MoneyMoved(List<Sum> sums) {
    this.sums = sums;
  }

  /** Adds a transaction unless it moves no money. */
  void add(Transaction transaction) {
    if (transaction.type() != TransactionType.LOGIN) {
      add(new Sum(transaction.currency(), transaction.eventTime(), transaction.amountMinor()));
    }
  }

  void join(MoneyMoved other) {
    other.sums.forEach(this::add);
  }

  /** The currency of the first transaction that moved money, or {@code null} without one. */
  String currency() {
    return sums.isEmpty() ? null : first().currency;
  }

  /** The sum in that currency, in major units. */
  BigDecimal amount() {
    return MinorUnits.toMajor(first().minorUnits, first().currency);
  }

  MoneyMoved copy() {
    return new MoneyMoved(new ArrayList<>(sums));
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(sums.size());
    for (Sum sum : sums) {
      out.writeUTF(sum.currency);
      out.writeLong(sum.since);
      out.writeLong(sum.minorUnits);
    }
  }

  static MoneyMoved read(DataInput in) throws IOException {
    int size = in.readUnsignedByte();
    List<Sum> sums = new ArrayList<>(size + 1);
    for (int i = 0; i < size; i++) {
      sums.add(new Sum(in.readUTF(), in.readLong(), in.readLong()));
    }
    return new MoneyMoved(sums);
  }

  private void add(Sum added) {
    for (int i = 0; i < sums.size(); i++) {
      Sum sum = sums.get(i);
      if (sum.currency.equals(added.currency)) {
        sums.set(
            i,
            new Sum(
                sum.currency, Math.min(sum.since, added.since), sum.minorUnits + added.minorUnits));
        return;
      }
    }
    sums.add(added);
    if (sums.size() > LIMIT) {
      int newest = 0;
      for (int i = 1; i < sums.size(); i++) {
        newest = sums.get(i).since >= sums.get(newest).since ? i : newest;
      }
      sums.remove(newest);
    }
  }

  /** Of those that began at the same time, the one that arrived first. */
  private Sum first() {
    Sum first = sums.get(0);
    for (Sum sum : sums) {
      first = sum.since < first.since ? sum : first;
    }
    return first;
  }

  private record Sum(String currency, long since, long minorUnits) {}
}
