package io.harrier.bench;

import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/** Five features of one user, by one loop over all transactions of the last day. */
final class RescannedWindow {
  /** The lengths of the windows, milliseconds, at most a day. */
  record Sizes(long burst, long spent, long declined, long merchants, long usual) {}

  private final ArrayDeque<Transaction> day = new ArrayDeque<>();
  private final Sizes sizes;

  RescannedWindow(Sizes sizes) {
    this.sizes = sizes;
  }

  void clear() {
    day.clear();
  }

  RescannedWindow copy() {
    RescannedWindow copy = new RescannedWindow(sizes);
    copy.day.addAll(day);
    return copy;
  }

  Object[] evaluate(Transaction current) {
    long now = current.eventTime();
    day.addLast(current);
    while (day.getFirst().eventTime() <= now - WindowWorkload.DAY) {
      day.removeFirst();
    }
    long burst = 0;
    long spent = 0;
    long declined = 0;
    long purchased = 0;
    long purchases = 0;
    Set<String> merchants = new HashSet<>();
    for (Transaction transaction : day) {
      long age = now - transaction.eventTime();
      boolean sameCurrency = transaction.currency().equals(current.currency());
      boolean purchase = transaction.type() == TransactionType.PURCHASE;
      boolean refused = purchase && transaction.status() == TransactionStatus.DECLINED;
      burst += age < sizes.burst() ? 1 : 0;
      spent += sameCurrency && age < sizes.spent() ? transaction.amountMinor() : 0;
      declined += refused && age < sizes.declined() ? 1 : 0;
      if (sameCurrency && purchase && age < sizes.usual()) {
        purchased += transaction.amountMinor();
        purchases++;
      }
      if (transaction.merchantId() != null && age < sizes.merchants()) {
        merchants.add(transaction.merchantId());
      }
    }
    BigDecimal usual =
        purchases == 0
            ? null
            : BigDecimal.valueOf(purchased, 2)
                .divide(BigDecimal.valueOf(purchases), 4, RoundingMode.HALF_EVEN);
    return new Object[] {
      burst, BigDecimal.valueOf(spent, 2), declined, (long) merchants.size(), usual
    };
  }
}
