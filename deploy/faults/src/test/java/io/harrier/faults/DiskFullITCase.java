package io.harrier.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.harrier.local.directory.DataDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A disk is full: it is said, and when there is room again everything goes on by itself. Needs the
 * right to mount a file system, and is left out without.
 */
class DiskFullITCase {
  private static final int RATE = 200;
  private static final Duration FULL = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Of what, and how many megabytes there are. */
  enum Disk {
    CHECKPOINTS(100),
    POSTGRES(400),
    BROKER(400);

    private final int megabytes;

    Disk(int megabytes) {
      this.megabytes = megabytes;
    }

    Path place(DataDirectory directory) {
      return switch (this) {
        case CHECKPOINTS -> directory.flink();
        case POSTGRES -> directory.postgres();
        case BROKER -> directory.kafka();
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("full")
  void isFull(Disk of, @TempDir Path folder) throws Exception {
    assumeTrue(SmallDisk.isPossible(folder.resolve("trial")), "mounting needs a right");
    Seed seed = Seed.announced("DiskFullITCase");
    System.out.println("  " + of);
    DataDirectory directory = new DataDirectory(folder.resolve("data"));
    try (SmallDisk disk = SmallDisk.mount(of.place(directory), of.megabytes);
        Trial trial = Trial.start(directory.root())) {
      SteadyTraffic traffic =
          SteadyTraffic.start(trial.endpoints().kafka(), seed, RATE, Duration.ofMinutes(2));
      List<String> alarms = new ArrayList<>();
      trial.suffer(() -> fill(disk, trial, alarms));
      System.out.println("  it was said: " + alarms);
      trial.verify(traffic);
    }
  }

  /** For a while, and until it has been noticed. */
  private static void fill(SmallDisk disk, Trial trial, List<String> alarms) throws Exception {
    Instant enough = Instant.now().plus(FULL);
    Instant tooLong = Instant.now().plus(PATIENCE);
    disk.fillUntil(
        () -> {
          assertThat(Instant.now()).describedAs("nobody says that it is full").isBefore(tooLong);
          if (alarms.isEmpty()) {
            alarms.addAll(trial.alarms());
          }
          return !alarms.isEmpty() && Instant.now().isAfter(enough);
        });
  }
}
