package io.harrier.local.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.local.CommandFailedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Reads the savepoint that the first version left. */
class StateShowCommandTest {
  private static final String SAVEPOINT =
      "../../detection-job/src/test/resources/savepoints/0.1.0/savepoint";

  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Commands.all();
    line.setOut(new PrintWriter(out, true));
    return line.execute(arguments);
  }

  @Test
  void showsWindowsSessionsAndSequences() throws Exception {
    assertThat(run("state", "show", "user-11", "--savepoint", SAVEPOINT, "--json")).isZero();

    JsonNode shown = new ObjectMapper().readTree(out.toString());
    assertThat(shown.path("userId").asText()).isEqualTo("user-11");
    assertThat(shown.path("release").asText()).isEqualTo("kept@1");
    assertThat(shown.path("transactions").asInt()).isPositive();
    assertThat(shown.path("features"))
        .extracting(feature -> feature.path("name").asText())
        .containsExactly(
            "payments1h", "spent2d", "merchants1d", "largest2d", "spentToday", "lastCountry");
    assertThat(shown.path("openSessions")).isNotEmpty();
    assertThat(shown.path("openSequences"))
        .extracting(sequence -> sequence.path("patternId").asText())
        .containsExactly("large-then-abroad", "large-then-silence", "two-merchants");
  }

  @Test
  void isReadable() {
    assertThat(run("state", "show", "user-0", "--savepoint", SAVEPOINT)).isZero();

    assertThat(out.toString())
        .contains(
            "risk score",
            "windows, as of the newest transaction",
            "payments1h",
            "360 transactions");
  }

  @Test
  void saysThatAUserIsUnknown() {
    assertThatThrownBy(() -> failure("state", "show", "nobody", "--savepoint", SAVEPOINT))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("remembers nothing of user nobody");
  }

  @Test
  void saysThatThereIsNothingToRead(@TempDir Path empty) {
    assertThatThrownBy(() -> failure("state", "show", "ann", "--data", empty.toString()))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("has left no savepoint and no checkpoint");
    assertThatThrownBy(() -> failure("state", "show", "ann", "--savepoint", empty.toString()))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("neither a savepoint nor a checkpoint");
  }

  /** What the command fails with. */
  private static void failure(String... arguments) throws Exception {
    CommandLine line = Commands.all();
    Exception[] failed = new Exception[1];
    line.setExecutionExceptionHandler(
        (exception, command, result) -> {
          failed[0] = exception;
          return 1;
        });
    assertThat(line.execute(arguments)).isEqualTo(1);
    throw failed[0];
  }
}
