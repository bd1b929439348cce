package io.harrier.backtest.run;

import io.harrier.engine.vocabulary.MinorUnits;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Sums of money that left, one for each currency. */
final class Amounts {
  private final TreeMap<String, Long> minorUnits = new TreeMap<>();

  /**
   * Whether money left with the transaction: it was approved, and neither a deposit nor a login.
   */
  static boolean isOutgoing(Transaction transaction) {
    return transaction.status() == TransactionStatus.APPROVED
        && switch (transaction.type()) {
          case PURCHASE, WITHDRAWAL, TRANSFER, REFUND -> true;
          case DEPOSIT, LOGIN -> false;
        };
  }

  void add(Transaction transaction) {
    minorUnits.merge(transaction.currency(), transaction.amountMinor(), Math::addExact);
  }

  void addAll(Amounts other) {
    other.minorUnits.forEach((currency, sum) -> minorUnits.merge(currency, sum, Math::addExact));
  }

  /** In major units. */
  Map<String, BigDecimal> toMajor() {
    Map<String, BigDecimal> major = new TreeMap<>();
    minorUnits.forEach((currency, sum) -> major.put(currency, MinorUnits.toMajor(sum, currency)));
    return major;
  }
}
