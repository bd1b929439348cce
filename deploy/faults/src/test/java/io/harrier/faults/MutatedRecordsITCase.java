package io.harrier.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records with bytes changed by chance restart nothing, and each of them is accounted for. */
class MutatedRecordsITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  @Tag("short")
  void tenThousand(@TempDir Path folder) throws Exception {
    mutate(folder, 10_000);
  }

  @Test
  @Tag("full")
  void hundredThousand(@TempDir Path folder) throws Exception {
    mutate(folder, 100_000);
  }

  private static void mutate(Path folder, int records) throws Exception {
    Seed seed = Seed.announced("MutatedRecordsITCase");
    try (Trial trial = Trial.start(folder)) {
      String kafka = trial.endpoints().kafka();
      new MutatedTraffic(seed).send(kafka, records);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(Accounting.gaps(kafka)).isEmpty());
      assertThat(trial.restarts().values()).containsOnly(0L);
    }
  }
}
