package io.harrier.engine.evaluate;

import io.harrier.model.Channel;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.util.Random;

/**
 * Payments that nobody made, of a few dozen users, with every kind of value in them: a release is
 * run on them to be measured, or until its code is compiled. The same seed gives the same payments.
 */
public final class MadeUpTransactions {
  private static final int USERS = 50;
  private static final long STEP_MILLIS = 20_000;
  private static final TransactionType[] TYPES = TransactionType.values();
  private static final Channel[] CHANNELS = Channel.values();

  private final Random random;
  private long number;

  public MadeUpTransactions(long seed) {
    random = new Random(seed);
  }

  /** The next one, 20 seconds of event time after the one before it. */
  public Transaction next() {
    int user = random.nextInt(USERS);
    return next("user-" + user, number * STEP_MILLIS);
  }

  /** The next one, of this user at this event time. */
  public Transaction next(String userId, long eventTime) {
    return Transaction.builder("made-up-" + number++, userId, eventTime)
        .type(TYPES[random.nextInt(TYPES.length)])
        .channel(CHANNELS[random.nextInt(CHANNELS.length)])
        .status(random.nextInt(8) == 0 ? TransactionStatus.DECLINED : TransactionStatus.APPROVED)
        .amount(random.nextInt(200_000), random.nextInt(9) == 0 ? "USD" : "EUR")
        .merchantId("merchant-" + random.nextInt(40))
        .mcc("54" + (10 + random.nextInt(80)))
        .deviceId("device-" + userId + random.nextInt(2))
        .counterpartyId("counterparty-" + random.nextInt(30))
        .country(random.nextInt(6) == 0 ? "FR" : "DE")
        .location(random.nextDouble(40, 60), random.nextDouble(0, 20))
        .build();
  }

  /** What is known of the user of such a payment. */
  public RiskScore risk(Transaction transaction) {
    return new RiskScore(
        transaction.userId(),
        random.nextInt(101) / 100.0,
        "made up",
        1,
        transaction.eventTime(),
        0);
  }
}
