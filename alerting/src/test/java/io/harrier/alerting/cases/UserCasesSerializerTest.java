package io.harrier.alerting.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.alerting.AlertFixture;
import io.harrier.model.Severity;
import io.harrier.model.sample.StateSample;
import io.harrier.model.sample.StateSampleContract;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.junit.jupiter.api.Test;

class UserCasesSerializerTest extends StateSampleContract {
  private static final long TEN_MINUTES = 600_000;

  /** Two cases, one of them with suppressed alerts alone, and two rules. */
  private static UserCases example() {
    UserCases cases = new UserCases();
    AlertFixture first = AlertFixture.of("a1", "u1").inCase("c1");
    cases.file(first.received(), TEN_MINUTES);
    cases.file(
        AlertFixture.of("a2", "u1")
            .inCase("c1")
            .by("velocity")
            .with(Severity.CRITICAL, 90)
            .minutesLater(2)
            .received(),
        TEN_MINUTES);
    cases.file(AlertFixture.of("a3", "u1").inCase("c2").minutesLater(5).received(), TEN_MINUTES);
    return cases;
  }

  private static byte[] bytes(UserCases cases) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    UserCasesSerializer.INSTANCE.serialize(cases, out);
    return out.getCopyOfBuffer();
  }

  private static UserCases restore(byte[] bytes) throws IOException {
    return UserCasesSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes));
  }

  @Override
  protected Stream<StateSample> samples() {
    return Stream.of(
        StateSample.of(
            "user-cases",
            "" + UserCasesSerializer.VERSION,
            "two-cases",
            example(),
            (cases, out) ->
                UserCasesSerializer.INSTANCE.serialize(cases, new DataOutputViewStreamWrapper(out)),
            (version, in) ->
                UserCasesSerializer.INSTANCE.deserialize(new DataInputViewStreamWrapper(in))));
  }

  @Test
  void whatIsReadGoesOnAsBefore() throws IOException {
    UserCases restored = restore(bytes(example()));

    Filing suppressed =
        restored.file(
            AlertFixture.of("a4", "u1").inCase("c2").minutesLater(9).received(), TEN_MINUTES);
    CaseChange opened =
        restored
            .file(AlertFixture.of("a5", "u1").inCase("c2").minutesLater(30).received(), TEN_MINUTES)
            .change()
            .orElseThrow();
    CaseChange first =
        restored
            .file(AlertFixture.of("a6", "u1").inCase("c1").minutesLater(60).received(), TEN_MINUTES)
            .change()
            .orElseThrow();

    assertThat(restored.file(AlertFixture.of("a1", "u1").received(), TEN_MINUTES).repeated())
        .isTrue();
    assertThat(suppressed.suppressed()).isTrue();
    assertThat(suppressed.change()).isEmpty();
    assertThat(opened.opened()).isTrue();
    assertThat(opened.alertCount()).isEqualTo(3);
    assertThat(first.alertCount()).isEqualTo(3);
    assertThat(first.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(first.score()).isEqualTo(90);
    assertThat(first.firstAlertAt()).isEqualTo(AlertFixture.NOON);
  }

  @Test
  void aCopyIsIndependent() throws IOException {
    UserCases original = example();
    byte[] before = bytes(original);

    original.copy().file(AlertFixture.of("a9", "u1").minutesLater(90).received(), TEN_MINUTES);

    assertThat(bytes(original)).isEqualTo(before);
  }

  @Test
  void aNewerLayoutIsRefused() {
    assertThatThrownBy(() -> restore(new byte[] {2, 0}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("layout 2")
        .hasMessageContaining("newer Harrier");
  }
}
