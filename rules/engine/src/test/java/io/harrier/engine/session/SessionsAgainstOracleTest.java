package io.harrier.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import io.harrier.model.chance.RandomSeeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** The oracle keeps all transactions that no closed session has taken, and cuts them at gaps. */
class SessionsAgainstOracleTest {
  private static final long GAP = 10;

  private final List<Transaction> open = new ArrayList<>();

  @RandomSeeds(200)
  void sessionsAreWhatLiesBetweenGaps(long seed) throws IOException {
    Random random = new Random(seed);
    SessionTracker tracker = new SessionTracker();
    long clock = 1_000;
    for (int i = 0; i < 150; i++) {
      clock += random.nextInt(8) == 0 ? random.nextInt(30) : random.nextInt(3);
      Transaction transaction = transaction(random, i, clock - random.nextInt(60));
      tracker.add(transaction, GAP);
      open.add(transaction);
      long time = clock - random.nextInt(80);
      assertThat(tracker.nextDeadline(GAP)).isEqualTo(nextDeadline());
      assertThat(tracker.close(time, GAP)).isEqualTo(close(time));
      tracker = random.nextBoolean() ? restored(tracker) : tracker.copy();
    }
    assertThat(tracker.close(Long.MAX_VALUE, GAP)).isEqualTo(close(Long.MAX_VALUE));
    assertThat(tracker.size()).isZero();
  }

  private List<List<Transaction>> sessions() {
    List<List<Transaction>> sessions = new ArrayList<>();
    for (Transaction transaction :
        open.stream().sorted(Comparator.comparingLong(Transaction::eventTime)).toList()) {
      boolean begins =
          sessions.isEmpty()
              || transaction.eventTime() - end(sessions.get(sessions.size() - 1)) > GAP;
      if (begins) {
        sessions.add(new ArrayList<>());
      }
      sessions.get(sessions.size() - 1).add(transaction);
    }
    return sessions;
  }

  private long nextDeadline() {
    return sessions().stream().mapToLong(s -> end(s) + GAP + 1).min().orElse(Long.MAX_VALUE);
  }

  private List<ClosedSession> close(long time) {
    List<ClosedSession> closed = new ArrayList<>();
    for (List<Transaction> session : sessions()) {
      if (end(session) + GAP < time) {
        closed.add(closed(session));
        open.removeAll(session);
      }
    }
    return closed;
  }

  private static ClosedSession closed(List<Transaction> session) {
    List<Transaction> moving =
        session.stream().filter(t -> t.type() != TransactionType.LOGIN).toList();
    String currency = moving.isEmpty() ? null : moving.get(0).currency();
    long amount =
        moving.stream()
            .filter(t -> t.currency().equals(currency))
            .mapToLong(Transaction::amountMinor)
            .sum();
    return new ClosedSession(
        session.get(0).eventTime(),
        end(session),
        session.size(),
        session.stream().filter(t -> t.status() == TransactionStatus.DECLINED).count(),
        currency == null ? BigDecimal.ZERO : BigDecimal.valueOf(amount, 2),
        currency,
        session.stream().map(Transaction::merchantId).filter(m -> m != null).distinct().count(),
        session.stream().map(Transaction::country).filter(c -> c != null).distinct().count(),
        session.stream()
            .skip(Math.max(0, session.size() - 32))
            .map(Transaction::transactionId)
            .toList());
  }

  private static long end(List<Transaction> session) {
    return session.get(session.size() - 1).eventTime();
  }

  private static Transaction transaction(Random random, int number, long time) {
    return Transaction.builder("t" + number, "u", time)
        .type(random.nextInt(4) == 0 ? TransactionType.LOGIN : TransactionType.PURCHASE)
        // Of two currencies at the same moment either may be called the first.
        .amount(random.nextInt(1_000), time % 5 == 0 ? "USD" : time % 3 == 0 ? "GBP" : "EUR")
        .status(random.nextBoolean() ? TransactionStatus.DECLINED : TransactionStatus.APPROVED)
        .merchantId(random.nextInt(5) == 0 ? null : "m" + random.nextInt(6))
        .country(random.nextInt(5) == 0 ? null : "C" + random.nextInt(4))
        .build();
  }

  private static SessionTracker restored(SessionTracker tracker) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tracker.write(new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    SessionTracker restored = SessionTracker.read(in);
    assertThat(in.read()).as("everything is read").isEqualTo(-1);
    return restored;
  }
}
