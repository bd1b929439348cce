package io.harrier.backtest.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.backtest.BacktestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsFileTest {
  @TempDir Path directory;

  private Labels read(String content) throws IOException {
    return LabelsFile.read(Files.writeString(directory.resolve("truth.jsonl"), content));
  }

  @Test
  void readsWhatTheSimulatorWritesAndWhatOthersKnow() throws IOException {
    Labels labels =
        read(
            """
            {"kind":"transaction","transactionId":"t1","userId":"u","typology":"CARD_TESTING","episodeId":"e1","eventTime":1}
            {"kind":"episode","userId":"u","typology":"CARD_TESTING","episodeId":"e1","transactionIds":["t1"]}
            {"transactionId":"t2","episodeId":"e1"}

            {"transactionId":"t3"}
            """);

    assertThat(labels.size()).isEqualTo(3);
    assertThat(labels.of("t1")).isEqualTo(new Label(0, 0));
    assertThat(labels.of("t2")).isEqualTo(new Label(1, 0));
    assertThat(labels.of("t4")).isNull();
    assertThat(labels.episodes())
        .containsExactly(new Episode("e1", "card testing"), new Episode("t3", "fraud"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"transactionId\":\"t1\"};nonsense | line 2: not a label",
        "{\"id\":\"t1\"} | the field transactionId is missing",
        "{\"kind\":\"episode\"} | labels no transaction",
      })
  void refusesAnythingElse(String lines, String problem) {
    assertThatThrownBy(() -> read(lines.replace(';', '\n')))
        .isInstanceOf(BacktestException.class)
        .hasMessageContaining(problem);
  }
}
