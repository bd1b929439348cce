package io.harrier.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.evaluate.UserState;
import io.harrier.model.sample.MainClasses;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What writes itself with a version goes into savepoints, and must have a sample. */
class EveryFormatHasASampleTest {
  /** By the simple name of its class, the folder of its samples. */
  private static final Map<String, String> SAMPLES =
      Map.of(
          "HistoryFormat", "history",
          "EventHistory", "history",
          "SessionTracker", "sessions",
          "SequenceState", "sequences",
          "UserState", "user-state");

  @Test
  void whatWritesItselfWithAVersionHasOne() throws IOException {
    Set<String> versioned =
        MainClasses.besides(UserState.class).stream()
            .filter(EveryFormatHasASampleTest::hasVersion)
            .filter(EveryFormatHasASampleTest::writes)
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());

    assertThat(versioned)
        .as("classes with a version and a method that writes; give a new one a sample of its own")
        .isEqualTo(SAMPLES.keySet());
    for (String folder : SAMPLES.values()) {
      assertThat(getClass().getResource("/state/" + folder))
          .as("samples of %s", folder)
          .isNotNull();
    }
  }

  private static boolean hasVersion(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == int.class)
        .anyMatch(field -> field.getName().endsWith("VERSION"));
  }

  private static boolean writes(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(method -> Arrays.asList(method.getParameterTypes()).contains(DataOutput.class));
  }
}
