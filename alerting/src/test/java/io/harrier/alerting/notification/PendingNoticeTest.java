package io.harrier.alerting.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.model.Severity;
import io.harrier.model.sample.StateSample;
import io.harrier.model.sample.StateSampleContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PendingNoticeTest extends StateSampleContract {
  private static final PendingNotice PENDING =
      new PendingNotice(
          new CaseNotice("c1", "u1", Severity.HIGH, 70, 2, "a1", "r1", "why \"so\"", 1000, 2000),
          5000,
          3);
  private static final String BODY =
      "{\"type\":\"case.opened\",\"caseId\":\"c1\",\"userId\":\"u1\",\"severity\":\"HIGH\","
          + "\"score\":70,\"alertCount\":2,\"alertId\":\"a1\",\"ruleId\":\"r1\","
          + "\"reason\":\"why \\\"so\\\"\",\"eventTime\":1000,\"detectedAt\":2000}";

  private final PendingNotice.Serializer serializer = new PendingNotice.Serializer();

  @Test
  void theBodyIsReadable() {
    assertThat(new String(CaseNoticeJson.encode(PENDING.notice()), StandardCharsets.UTF_8))
        .isEqualTo(BODY);
  }

  @Override
  protected Stream<StateSample> samples() {
    PendingNotice withoutReason =
        new PendingNotice(
            new CaseNotice("c1", "u1", Severity.LOW, 1, 1, "a1", "r1", null, 1, 2), 1, 0);
    return Stream.of(sample("failed-before", PENDING), sample("without-reason", withoutReason));
  }

  private StateSample sample(String name, PendingNotice pending) {
    return StateSample.of(
        "pending-notice",
        "" + serializer.getVersion(),
        name,
        pending,
        (value, out) -> out.write(serializer.serialize(value)),
        (version, in) -> serializer.deserialize(Integer.parseInt(version), in.readAllBytes()));
  }

  @Test
  void aNewerLayoutIsRefused() {
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("layout 2");
  }
}
