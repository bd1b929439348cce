package io.harrier.bench;

import io.harrier.model.Channel;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Payments made from a seed; {@link #make} those of a thousand users, a hundred a day each. */
final class EngineTraffic {
  static final int USERS = 1_000;
  static final int PER_USER_AND_DAY = 100;

  /** Enough to fill every window: a day and a fifth. */
  static final int BEFORE = USERS * PER_USER_AND_DAY * 6 / 5;

  static final int MEASURED = 50_000;

  private static final long SEED = 42;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long STEP = Duration.ofDays(1).toMillis() / USERS / PER_USER_AND_DAY;
  private static final List<String> COUNTRIES = List.of("DE", "ES", "IT", "GB", "US", "TH", "BR");
  private static final List<String> CATEGORIES =
      List.of("5411", "5812", "5541", "5912", "5732", "4111", "7995", "6051", "5944", "4829");

  private final Random random = new Random(SEED);
  private final RiskScore[] risks;

  /** Of so many users, each as often as any other. */
  EngineTraffic(int users) {
    risks = new RiskScore[users];
    for (int user = 0; user < users; user += 3) {
      double score = Math.pow(random.nextDouble(), 4);
      risks[user] =
          new RiskScore("user-" + user, Math.round(score * 100) / 100.0, "model", 1, 0, user);
    }
  }

  /**
   * A transaction, and what is known of its user.
   *
   * @param risk may be {@code null}: two users in three have no score
   */
  record Arrival(int user, Transaction transaction, RiskScore risk) {}

  /** The transactions in the order of their time; the last {@link #MEASURED} are measured. */
  static List<Arrival> make() {
    EngineTraffic traffic = new EngineTraffic(USERS);
    List<Arrival> arrivals = new ArrayList<>(BEFORE + MEASURED);
    for (int i = 0; i < BEFORE + MEASURED; i++) {
      arrivals.add(traffic.next(START.toEpochMilli() + i * STEP));
    }
    return arrivals;
  }

  /** The next one, at this event time. */
  Arrival next(long time) {
    int user = random.nextInt(risks.length);
    TransactionType type = type();
    Channel channel = channel(type);
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    Transaction.Builder transaction =
        Transaction.builder(id, "user-" + user, time)
            .type(type)
            .channel(channel)
            .amount(type == TransactionType.LOGIN ? 0 : amount(), "EUR")
            .status(in(20) ? TransactionStatus.DECLINED : TransactionStatus.APPROVED)
            .country(in(25) ? COUNTRIES.get(random.nextInt(COUNTRIES.size())) : "FR");
    if (channel != Channel.ATM && channel != Channel.POS) {
      transaction.deviceId((in(40) ? "new-" : "device-") + user);
    }
    if (type == TransactionType.PURCHASE) {
      transaction
          .merchantId("merchant-" + random.nextInt(40))
          .mcc(CATEGORIES.get(random.nextInt(CATEGORIES.size())));
    } else if (type == TransactionType.TRANSFER) {
      transaction.counterpartyId((in(20) ? "new-" : "payee-") + random.nextInt(5));
    }
    return new Arrival(user, transaction.build(), risks[user]);
  }

  private TransactionType type() {
    int share = random.nextInt(100);
    if (share < 60) {
      return TransactionType.PURCHASE;
    } else if (share < 72) {
      return TransactionType.LOGIN;
    } else if (share < 82) {
      return TransactionType.TRANSFER;
    } else if (share < 90) {
      return TransactionType.WITHDRAWAL;
    }
    return share < 96 ? TransactionType.DEPOSIT : TransactionType.REFUND;
  }

  private Channel channel(TransactionType type) {
    return switch (type) {
      case WITHDRAWAL -> Channel.ATM;
      case PURCHASE -> random.nextBoolean() ? Channel.POS : Channel.ECOMMERCE;
      case TRANSFER, LOGIN -> random.nextBoolean() ? Channel.MOBILE : Channel.WEB;
      case DEPOSIT, REFUND -> Channel.API;
    };
  }

  /** Exponential, 60 on average. */
  private long amount() {
    return 1 + Math.round(-Math.log(1 - random.nextDouble()) * 6_000);
  }

  private boolean in(int cases) {
    return random.nextInt(cases) == 0;
  }
}
