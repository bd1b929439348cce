package io.harrier.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.model.JobDescription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobDescriptionJsonTest {
  private static final JobDescription DESCRIPTION =
      new JobDescription(
          "harrier-detection",
          "0.2.0",
          2,
          List.of(
              new JobDescription.Operator("0a", "read-transactions", Optional.empty()),
              new JobDescription.Operator(
                  "0b", "evaluate-transactions", Optional.of(Set.of("user", "held")))),
          Map.of("user", 2, "transaction", 1));

  @Test
  void isReadAsItWasWrittenAndIsOneLine() {
    byte[] json = JobDescriptionJson.encode(DESCRIPTION);

    assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("\n");
    assertThat(JobDescriptionJson.decode(json)).isEqualTo(DESCRIPTION);
  }

  @Test
  void ignoresWhatALaterVersionAdds() {
    assertThat(
            decode(
                """
                {"job": "j", "version": "1", "parallelism": 0, "later": {"a": [1]},
                 "operators": [{"id": "0a", "uid": "u", "later": 1}], "formats": {}}"""))
        .isEqualTo(
            new JobDescription(
                "j",
                "1",
                0,
                List.of(new JobDescription.Operator("0a", "u", Optional.empty())),
                Map.of()));
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> decode("{\"job\": \"j\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no field version");
    assertThatThrownBy(
            () -> decode("{\"job\": \"j\", \"version\": \"1\", \"operators\": [{\"id\": \"0a\"}]}"))
        .hasMessageContaining("no field uid");
  }

  private static JobDescription decode(String json) {
    return JobDescriptionJson.decode(json.getBytes(StandardCharsets.UTF_8));
  }
}
