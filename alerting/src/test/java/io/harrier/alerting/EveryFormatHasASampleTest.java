package io.harrier.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.sample.MainClasses;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.Test;

/** Whatever serializes goes into savepoints, and must have a sample. */
class EveryFormatHasASampleTest {
  /** By the end of the name of the class, the folder of its samples. */
  private static final Map<String, String> SAMPLES =
      Map.of(
          "UserCasesSerializer", "user-cases",
          "StandingUpdateSerializer", "standing-update",
          "PendingNotice$Serializer", "pending-notice");

  @Test
  void whateverSerializesHasOne() throws IOException {
    assertThat(
            MainClasses.implementing(
                    AlertingJob.class, TypeSerializer.class, SimpleVersionedSerializer.class)
                .stream()
                .map(type -> type.getName().substring(type.getPackageName().length() + 1))
                .collect(Collectors.toSet()))
        .as("serializers; give a new one samples of its own")
        .isEqualTo(SAMPLES.keySet());
    for (String folder : SAMPLES.values()) {
      assertThat(getClass().getResource("/state/" + folder))
          .as("samples of %s", folder)
          .isNotNull();
    }
  }
}
