package io.harrier.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records with bytes changed by chance restart nothing, and each of them is accounted for. */
class MutatedRecordsITCase {
  private static final int RECORDS = 100_000;

  @Test
  @Tag("full")
  void hundredThousand(@TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("MutatedRecordsITCase");
    try (Trial trial = Trial.start(folder)) {
      trial.sendMutated(seed, RECORDS);
      assertThat(trial.failures().values()).containsOnly(0);
    }
  }
}
