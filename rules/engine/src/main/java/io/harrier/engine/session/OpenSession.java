package io.harrier.engine.session;

import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;

/** A session that can still grow. */
final class OpenSession {
  private long start;
  private long end;
  private long count;
  private long declined;
  private final MoneyMoved money;
  private final BoundedSet merchants;
  private final BoundedSet countries;
  private final RecentIds ids;

  OpenSession(Transaction transaction) {
    this(new MoneyMoved(), new BoundedSet(), new BoundedSet(), new RecentIds());
    start = transaction.eventTime();
    end = transaction.eventTime();
    add(transaction);
  }

  private OpenSession(MoneyMoved money, BoundedSet merchants, BoundedSet countries, RecentIds ids) {
    this.money = money;
    this.merchants = merchants;
    this.countries = countries;
    this.ids = ids;
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  void add(Transaction transaction) {
    start = Math.min(start, transaction.eventTime());
    end = Math.max(end, transaction.eventTime());
    count++;
    declined += transaction.status() == TransactionStatus.DECLINED ? 1 : 0;
    money.add(transaction);
    merchants.add(transaction.merchantId());
    countries.add(transaction.country());
    ids.add(transaction.eventTime(), transaction.transactionId());
  }

  /** Takes in another session. */
  void join(OpenSession other) {
    start = Math.min(start, other.start);
    end = Math.max(end, other.end);
    count += other.count;
    declined += other.declined;
    money.join(other.money);
    merchants.join(other.merchants);
    countries.join(other.countries);
    ids.join(other.ids);
  }

  ClosedSession close() {
    String currency = money.currency();
    return new ClosedSession(
        start,
        end,
        count,
        declined,
        currency == null ? BigDecimal.ZERO : money.amount(),
        currency,
        merchants.size(),
        countries.size(),
        ids.toList());
  }

  OpenSession copy() {
    OpenSession copy =
        new OpenSession(money.copy(), merchants.copy(), countries.copy(), ids.copy());
    copy.start = start;
    copy.end = end;
    copy.count = count;
    copy.declined = declined;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(start);
    out.writeLong(end);
    out.writeLong(count);
    out.writeLong(declined);
    money.write(out);
    merchants.write(out);
    countries.write(out);
    ids.write(out);
  }

  static OpenSession read(DataInput in) throws IOException {
    long start = in.readLong();
    long end = in.readLong();
    long count = in.readLong();
    long declined = in.readLong();
    OpenSession session =
        new OpenSession(
            MoneyMoved.read(in), BoundedSet.read(in), BoundedSet.read(in), RecentIds.read(in));
    session.start = start;
    session.end = end;
    session.count = count;
    session.declined = declined;
    return session;
  }
}
