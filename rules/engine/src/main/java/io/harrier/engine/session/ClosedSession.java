package io.harrier.engine.session;

import java.math.BigDecimal;
import java.util.List;

/**
 * A user's session after its end: what rules see as {@code Session}.
 *
 * @param start event time of the first transaction
 * @param end event time of the last transaction
 * @param count how many transactions of any type
 * @param declined how many of them were declined
 * @param amount sum of the amounts in major units of {@code currency}
 * @param currency the currency of the session's first transaction that moves money; other
 *     currencies are not added; {@code null} (and the amount 0) when none moves money
 * @param merchants how many different merchants, counted up to 64
 * @param countries how many different countries, counted up to 64
 * @param transactionIds the newest of its transactions, at most 32, oldest first
 */
public record ClosedSession(
    long start,
    long end,
    long count,
    long declined,
    BigDecimal amount,
    String currency,
    long merchants,
    long countries,
    List<String> transactionIds) {

  /** Seconds from the first transaction to the last. */
  public long durationSeconds() {
    return (end - start) / 1000;
  }
}
