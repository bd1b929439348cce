package io.harrier.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.Transaction;
import io.harrier.model.TransactionType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTrackerTest {
  private static final long GAP = 100;

  private final SessionTracker tracker = new SessionTracker();

  @Test
  void hasNoDeadlineWithoutSessions() {
    assertThat(tracker.nextDeadline(GAP)).isEqualTo(Long.MAX_VALUE);
    assertThat(tracker.close(Long.MAX_VALUE, GAP)).isEmpty();
  }

  @Test
  void closesAtItsDeadlineAndNotBefore() {
    tracker.add(at("a", 1_000), GAP);
    tracker.add(at("b", 1_100), GAP);

    assertThat(tracker.nextDeadline(GAP)).isEqualTo(1_201);
    assertThat(tracker.close(1_200, GAP)).isEmpty();
    assertThat(tracker.close(1_201, GAP))
        .singleElement()
        .satisfies(
            session -> {
              assertThat(session.start()).isEqualTo(1_000);
              assertThat(session.end()).isEqualTo(1_100);
              assertThat(session.count()).isEqualTo(2);
              assertThat(session.transactionIds()).containsExactly("a", "b");
            });
    assertThat(tracker.size()).isZero();
  }

  @Test
  void aTransactionThatBridgesTwoSessionsJoinsThem() {
    tracker.add(at("a", 1_000), GAP);
    tracker.add(at("c", 1_200), GAP);
    assertThat(tracker.size()).isEqualTo(2);

    tracker.add(at("b", 1_100), GAP);

    assertThat(tracker.close(2_000, GAP))
        .singleElement()
        .satisfies(session -> assertThat(session.transactionIds()).containsExactly("a", "b", "c"));
  }

  @Test
  void whatWasClosedStaysClosed() {
    tracker.add(at("a", 1_000), GAP);
    assertThat(tracker.close(1_101, GAP)).hasSize(1);

    tracker.add(at("b", 1_050), GAP);

    assertThat(tracker.close(1_151, GAP))
        .singleElement()
        .satisfies(session -> assertThat(session.transactionIds()).containsExactly("b"));
  }

  @Test
  void addsOnlyTheCurrencyOfTheFirstTransactionThatMovesMoney() {
    tracker.add(
        Transaction.builder("login", "u", 1_000)
            .type(TransactionType.LOGIN)
            .amount(0, "USD")
            .build(),
        GAP);
    tracker.add(Transaction.builder("b", "u", 1_020).amount(700, "EUR").build(), GAP);
    tracker.add(Transaction.builder("late", "u", 1_010).amount(500, "JPY").build(), GAP);
    tracker.add(Transaction.builder("c", "u", 1_030).amount(1, "JPY").build(), GAP);

    ClosedSession session = tracker.close(5_000, GAP).get(0);
    assertThat(session.currency()).isEqualTo("JPY");
    assertThat(session.amount()).isEqualTo(new BigDecimal("501"));
  }

  @Test
  void aSessionThatMovesNoMoneyHasNoCurrency() {
    tracker.add(
        Transaction.builder("login", "u", 1).type(TransactionType.LOGIN).amount(0, "EUR").build(),
        GAP);

    ClosedSession session = tracker.close(5_000, GAP).get(0);
    assertThat(session.currency()).isNull();
    assertThat(session.amount()).isEqualByComparingTo(BigDecimal.ZERO);
  }

  @Test
  void staysSmallHoweverLongASessionIs() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      Transaction transaction =
          Transaction.builder("transaction-" + i, "u", i)
              .amount(1, "C" + (char) ('A' + i % 26) + (char) ('A' + i / 26 % 26))
              .merchantId("m" + i)
              .country("c" + i)
              .build();
      tracker.add(transaction, GAP);
    }

    assertThat(bytes(tracker).length).isLessThan(3_000);
    ClosedSession session = tracker.close(1_000_000, GAP).get(0);
    assertThat(session.count()).isEqualTo(10_000);
    assertThat(session.merchants()).isEqualTo(BoundedSet.LIMIT);
    assertThat(session.countries()).isEqualTo(BoundedSet.LIMIT);
    assertThat(session.transactionIds())
        .hasSize(RecentIds.LIMIT)
        .startsWith("transaction-9968")
        .endsWith("transaction-9999");
  }

  @Test
  void joinsTheNearestWhenTooManyAreOpen() {
    for (int i = 0; i < SessionTracker.MAX_OPEN; i++) {
      tracker.add(at("t" + i, i * 1_000L), GAP);
    }
    tracker.add(at("near", 3_500), GAP);

    assertThat(tracker.size()).isEqualTo(SessionTracker.MAX_OPEN);
    List<ClosedSession> closed = tracker.close(Long.MAX_VALUE, GAP);
    assertThat(closed.stream().mapToLong(ClosedSession::count).sum())
        .isEqualTo(SessionTracker.MAX_OPEN + 1);
    assertThat(closed.get(3).transactionIds()).containsExactly("t3", "near");
  }

  @Test
  void whatIsReadClosesAsBefore() throws IOException {
    byte[] bytes = bytes(GoldenSessions.create());
    SessionTracker restored =
        SessionTracker.read(new DataInputStream(new ByteArrayInputStream(bytes)));

    assertThat(restored.close(Long.MAX_VALUE, GAP))
        .isEqualTo(GoldenSessions.create().close(Long.MAX_VALUE, GAP));
  }

  private static byte[] bytes(SessionTracker tracker) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tracker.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static Transaction at(String id, long time) {
    return Transaction.builder(id, "u", time).build();
  }
}
