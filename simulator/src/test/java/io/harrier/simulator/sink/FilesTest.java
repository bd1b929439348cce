package io.harrier.simulator.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.RejectReason;
import io.harrier.simulator.Emission;
import io.harrier.simulator.EmissionReport;
import io.harrier.simulator.Pacing;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import io.harrier.simulator.replay.Replay;
import io.harrier.simulator.truth.Truth;
import io.harrier.simulator.truth.TruthJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
  private static final SimulationSettings SETTINGS =
      SimulationSettings.ending(Instant.parse("2026-03-01T12:00:00Z"), 5, 40)
          .withDisorder(0.02, 0.001, 0.01, 0.01);

  @TempDir Path folder;

  private EmissionReport emit(Path transactions, Path truth) throws IOException {
    try (RecordSink sink = new TransactionFile(transactions).and(new TruthFile(truth))) {
      return Emission.run(Simulation.of(SETTINGS), sink, Pacing.unlimited(), progress -> {});
    }
  }

  @Test
  void theSameSimulationGivesTheSameFiles() throws IOException {
    emit(folder.resolve("a.jsonl"), folder.resolve("a-truth.jsonl"));
    emit(folder.resolve("b.jsonl"), folder.resolve("b-truth.jsonl"));

    assertThat(folder.resolve("a.jsonl")).hasSameBinaryContentAs(folder.resolve("b.jsonl"));
    assertThat(folder.resolve("a-truth.jsonl"))
        .hasSameBinaryContentAs(folder.resolve("b-truth.jsonl"));
  }

  @Test
  void aFileReplaysToWhatWasSimulated() throws IOException {
    EmissionReport report = emit(folder.resolve("a.jsonl"), folder.resolve("truth.jsonl"));
    List<String> ids = new ArrayList<>();

    Replay.Report replayed =
        Replay.of(folder.resolve("a.jsonl"))
            .run(
                transaction -> ids.add(transaction.transactionId()),
                Pacing.unlimited(),
                progress -> {});

    // A time in the future is refused by whoever has a clock; a file is read without one.
    long future = report.tally().malformed().getOrDefault(RejectReason.FUTURE_TIME, 0L);
    assertThat(replayed.progress().lines()).isEqualTo(report.tally().records());
    assertThat(replayed.progress().bad()).isEqualTo(report.tally().malformedRecords() - future);
    assertThat(ids).hasSize((int) replayed.progress().sent());
  }

  @Test
  void theTruthCanBeReadBack() throws IOException {
    EmissionReport report = emit(folder.resolve("a.jsonl"), folder.resolve("truth.jsonl"));

    List<Truth> truths =
        Files.readAllLines(folder.resolve("truth.jsonl")).stream()
            .map(line -> TruthJson.decode(line.getBytes(StandardCharsets.UTF_8)))
            .toList();

    assertThat(truths)
        .filteredOn(Truth.FraudulentTransaction.class::isInstance)
        .hasSize((int) report.tally().fraudulent());
    assertThat(report.complete()).isTrue();
  }
}
