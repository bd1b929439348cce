package io.harrier.backtest.input;

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

class RiskScoresTest {
  @TempDir Path directory;

  private RiskScores read(String content) throws IOException {
    return RiskScores.read(Files.writeString(directory.resolve("scores.csv"), content));
  }

  @Test
  void readsAScoreForEachUser() throws IOException {
    RiskScores scores = read("user,score\nann,0.25\n\"b,ob\", 1\n");

    assertThat(scores.of("ann").score()).isEqualTo(0.25);
    assertThat(scores.of("b,ob").score()).isEqualTo(1);
    assertThat(scores.of("cyd")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,score;ann,0.5 | the first line names the columns user and score",
        "user,score;ann,2 | line 2: a score is a number from 0 to 1, not '2'",
        "user,score;ann,0.5;bob,much | line 3: a score is a number from 0 to 1, not 'much'",
        "user,score;ann | line 2: a score is a number from 0 to 1, not ''",
      })
  void refusesAnythingElse(String lines, String problem) {
    assertThatThrownBy(() -> read(lines.replace(';', '\n') + "\n"))
        .isInstanceOf(BacktestException.class)
        .hasMessageContaining(problem);
  }
}
