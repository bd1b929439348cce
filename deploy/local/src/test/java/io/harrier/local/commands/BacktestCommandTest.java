package io.harrier.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.library.ShippedRelease;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BacktestCommandTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Commands.all();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    line.setExecutionExceptionHandler(new FailureReport());
    return line.execute(arguments);
  }

  @BeforeEach
  void simulate() {
    int exitCode =
        run(
            "simulate",
            "--rate=100",
            "--duration=40s",
            "--seed=5",
            "--end=2026-03-01T00:00:00Z",
            "--out",
            file("history.jsonl"));
    assertThat(exitCode).isZero();
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  @Test
  void aFolderOverAFileNeedsNothingThatRuns() throws Exception {
    Path folder = directory.resolve("release");
    ShippedRelease.extractTo(folder);

    int exitCode =
        run(
            "rules",
            "backtest",
            folder.toString(),
            "--transactions",
            file("history.jsonl"),
            "--truth",
            file("history.jsonl.truth"),
            "--json",
            file("report.json"),
            "--html",
            file("report.html"));

    assertThat(exitCode).as(out.toString()).isZero();
    assertThat(out.toString()).contains("harrier-base@draft", "recall", "velocity-burst");
    JsonNode report = new ObjectMapper().readTree(directory.resolve("report.json").toFile());
    assertThat(report.at("/draft/total/quality/episodeRecall").asDouble()).isGreaterThan(0.5);
    assertThat(report.at("/input/rejected").size()).isPositive();
    assertThat(directory.resolve("report.html")).content().contains("<svg", "velocity-burst");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere | history.jsonl | neither a folder with release.yaml, nor a file with a bundle",
        "history.jsonl | history.jsonl | cannot be loaded",
        "history.jsonl | missing.jsonl | missing.jsonl is not a file",
        "base@1 | history.jsonl | ./harrier up",
        "live | history.jsonl | ./harrier up",
        "base@1 | transactions@yesterday.. | 'yesterday' in transactions@yesterday.. is neither",
        "base@1 | transactions@-1h.. | ./harrier up",
      })
  void saysWhatIsWrong(String release, String transactions, String problem) throws Exception {
    String named = Files.exists(directory.resolve(release)) ? file(release) : release;
    String from = transactions.endsWith(".jsonl") ? file(transactions) : transactions;

    int exitCode =
        run("rules", "backtest", named, "--transactions", from, "--data", file("nothing"));

    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).contains(problem).doesNotContain("\tat ");
  }
}
