package io.harrier.alerting.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.model.Outcome;
import io.harrier.model.Severity;
import java.io.IOException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StandingUpdateSerializerTest {
  private final StandingUpdateSerializer serializer = new StandingUpdateSerializer();

  static Stream<Arguments> version1() {
    return Stream.of(
        Arguments.of(
            new DecisionStanding("u1", Outcome.BLOCK, 90, "d1", "t1", "base@1", 1000, 2000),
            "0000027531"
                + "0005424c4f434b"
                + "0000005a"
                + "00026431"
                + "00027431"
                + "01000662617365"
                + "4031"
                + "00000000000003e8"
                + "00000000000007d0"),
        Arguments.of(
            new DecisionStanding("u1", Outcome.ALLOW, 0, "d1", "t1", null, 1, 2),
            "0000027531"
                + "0005414c4c4f57"
                + "00000000"
                + "00026431"
                + "00027431"
                + "00"
                + "0000000000000001"
                + "0000000000000002"),
        Arguments.of(
            new CaseStanding("u1", "c1", Severity.HIGH, 3, 1000),
            "0100027531" + "00026331" + "000448494748" + "00000003" + "00000000000003e8"));
  }

  @ParameterizedTest
  @MethodSource("version1")
  void version1(StandingUpdate update, String hex) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThat(serializer.serialize(update)).isEqualTo(bytes);
    assertThat(serializer.deserialize(1, bytes)).isEqualTo(update);
  }

  @Test
  void aNewerLayoutIsRefused() {
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("layout 2");
  }
}
