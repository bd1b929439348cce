package io.harrier.engine.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class HistoryFormatTest {

  @Test
  void whatIsReadGoesOnAsBefore() throws IOException {
    EventHistory restored = read(write(GoldenHistory.create()));

    Transaction next = GoldenHistory.transaction(90);
    FeaturePlan plan = GoldenHistory.plan();
    FeatureValues values = new FeatureValues(GoldenHistory.FEATURES.size());
    restored.add(next, plan);
    plan.evaluate(restored, next, values);

    assertThat(values.isWarm()).isTrue();
    assertThat(values.get(0)).isEqualTo(91L);
    assertThat(values.get(1)).isEqualTo(new BigDecimal("113.49"));
    assertThat(values.get(2)).isEqualTo(31L);
    assertThat(values.get(3)).isEqualTo("FR");
    for (int i = 0; i < values.size(); i++) {
      assertThat(values.errorBound(i)).isZero();
    }
  }

  @Test
  void anEmptyHistorySurvives() throws IOException {
    assertThat(read(write(new EventHistory())).newestEventTime()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void refusesAVersionThatItDoesNotKnow() {
    assertThatThrownBy(() -> read(new byte[] {2, 0, 0, 0, 0}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format version 2");
  }

  @Test
  void whatIsWrittenByOrdinalKeepsItsPlace() {
    assertThat(TransactionType.values())
        .startsWith(
            TransactionType.PURCHASE,
            TransactionType.WITHDRAWAL,
            TransactionType.TRANSFER,
            TransactionType.DEPOSIT,
            TransactionType.REFUND,
            TransactionType.LOGIN);
    assertThat(Channel.values())
        .startsWith(
            Channel.POS, Channel.ECOMMERCE, Channel.ATM, Channel.MOBILE, Channel.WEB, Channel.API);
    assertThat(TransactionStatus.values())
        .startsWith(TransactionStatus.APPROVED, TransactionStatus.DECLINED);
  }

  private static byte[] write(EventHistory history) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    history.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static EventHistory read(byte[] bytes) throws IOException {
    return EventHistory.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
