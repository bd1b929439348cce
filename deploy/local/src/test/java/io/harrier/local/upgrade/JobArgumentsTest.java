package io.harrier.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobArgumentsTest {
  private final JobArguments arguments =
      new JobArguments(List.of("--kafka", "a:1", "--group-id=g", "--late", "DROP"));

  @Test
  void findsAValueHoweverItIsWritten() {
    assertThat(arguments.value("--kafka")).contains("a:1");
    assertThat(arguments.value("--group-id")).contains("g");
    assertThat(arguments.value("--group")).isEmpty();
  }

  @Test
  void replacesAValueHoweverItWasWritten() {
    assertThat(arguments.with("--group-id", "h").with("--kafka", "b:2").onCommandLine())
        .containsExactly("--late", "DROP", "--group-id", "h", "--kafka", "b:2");
  }
}
