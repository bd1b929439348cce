package io.harrier.bench;

import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/** The features of {@link WindowWorkload}, by one loop over all transactions of the last day. */
final class RescannedWindow {
  private final ArrayDeque<Transaction> day = new ArrayDeque<>();

  void clear() {
    day.clear();
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
      boolean sameCurrency = transaction.currency().equals(current.currency());
      boolean purchase = transaction.type() == TransactionType.PURCHASE;
      burst += transaction.eventTime() > now - WindowWorkload.FIVE_MINUTES ? 1 : 0;
      spent += sameCurrency ? transaction.amountMinor() : 0;
      declined += purchase && transaction.status() == TransactionStatus.DECLINED ? 1 : 0;
      if (sameCurrency && purchase) {
        purchased += transaction.amountMinor();
        purchases++;
      }
      if (transaction.merchantId() != null) {
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
