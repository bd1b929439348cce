package io.harrier.backtest.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.backtest.BacktestException;
import io.harrier.model.json.TransactionJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesInputTest {
  @TempDir Path directory;

  private List<HistoryRecord> read(String content, int max) throws IOException {
    Path file = Files.writeString(directory.resolve("lines.jsonl"), content);
    List<HistoryRecord> records = new ArrayList<>();
    try (JsonLinesInput input = JsonLinesInput.open(file)) {
      int before;
      do {
        before = records.size();
        input.read(records, max);
      } while (records.size() > before);
      assertThat(input.done()).isEqualTo(input.total());
    }
    return records;
  }

  @Test
  void splitsLinesWhereverABufferEnds() throws IOException {
    String longLine = "x".repeat(60_000);
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      content.append(i).append(longLine).append('\n');
    }
    List<HistoryRecord> records = read(content + "last", 7);

    assertThat(records).hasSize(41);
    for (int i = 0; i < 40; i++) {
      assertThat(new String(records.get(i).value(), StandardCharsets.UTF_8))
          .isEqualTo(i + longLine);
      assertThat(records.get(i).position()).isEqualTo(i + 1);
    }
    assertThat(new String(records.get(40).value(), StandardCharsets.UTF_8)).isEqualTo("last");
  }

  @Test
  void anEmptyLineIsATombstoneAndTheLastLineBreakIsNone() throws IOException {
    assertThat(read("a\n\nb\n", 10))
        .extracting(record -> record.value() == null ? null : record.value().length)
        .containsExactly(1, null, 1);
  }

  @Test
  void keepsOfALineThatIsFarTooLongNoMoreThanIsNeededToRefuseIt() throws IOException {
    List<HistoryRecord> records = read("y".repeat(3_000_000) + "\nz\n", 10);

    assertThat(records.get(0).value()).hasSize(TransactionJson.MAX_BYTES + 1);
    assertThat(records.get(1).value()).hasSize(1);
  }

  @Test
  void refusesAnEmptyFile() {
    assertThatThrownBy(() -> read("", 1))
        .isInstanceOf(BacktestException.class)
        .hasMessageContaining("is empty");
  }
}
