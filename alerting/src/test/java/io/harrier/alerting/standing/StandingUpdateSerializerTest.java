package io.harrier.alerting.standing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.model.Outcome;
import io.harrier.model.Severity;
import io.harrier.model.sample.StateSample;
import io.harrier.model.sample.StateSampleContract;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StandingUpdateSerializerTest extends StateSampleContract {
  private final StandingUpdateSerializer serializer = new StandingUpdateSerializer();

  @Override
  protected Stream<StateSample> samples() {
    return Stream.of(
        sample(
            "decision",
            new DecisionStanding("u1", Outcome.BLOCK, 90, "d1", "t1", "base@1", 1000, 2000)),
        sample(
            "decision-without-release",
            new DecisionStanding("u1", Outcome.ALLOW, 0, "d1", "t1", null, 1, 2)),
        sample("case", new CaseStanding("u1", "c1", Severity.HIGH, 3, 1000)));
  }

  private StateSample sample(String name, StandingUpdate value) {
    return StateSample.of(
        "standing-update",
        "" + serializer.getVersion(),
        name,
        value,
        (update, out) -> out.write(serializer.serialize(update)),
        (version, in) -> serializer.deserialize(Integer.parseInt(version), in.readAllBytes()));
  }

  @Test
  void aNewerLayoutIsRefused() {
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("layout 2");
  }
}
