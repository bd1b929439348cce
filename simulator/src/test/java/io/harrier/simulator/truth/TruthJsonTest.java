package io.harrier.simulator.truth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TruthJsonTest {

  @Test
  void transactionsAndEpisodesSurvive() {
    List<Truth> truths =
        List.of(
            new Truth.FraudulentTransaction("t1", "u1", Typology.MULE, "e1", 5),
            new Truth.Episode("e1", "u1", Typology.BUST_OUT, 5, 9, List.of("t1", "t2")));

    assertThat(truths)
        .allSatisfy(
            truth -> assertThat(TruthJson.decode(TruthJson.encode(truth))).isEqualTo(truth));
  }

  @Test
  void saysWhichFieldIsMissing() {
    assertThatThrownBy(
            () ->
                TruthJson.decode(
                    "{\"kind\":\"transaction\",\"userId\":\"u\",\"typology\":\"MULE\"}"
                        .getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the field episodeId is missing");
  }
}
