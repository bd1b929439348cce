package io.harrier.bench;

import io.harrier.model.json.TransactionJson;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import io.harrier.simulator.record.SimulatedRecord;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Simulated records in a file, as they are sent. */
final class PreparedTraffic {
  private static final long SEED = 7;
  private static final int BUFFER = 1 << 20;

  private final Path file;
  private final int users;
  private long records;

  private PreparedTraffic(Path file, int users) {
    this.file = file;
    this.users = users;
  }

  /** Takes one record. */
  @FunctionalInterface
  interface Receiver {
    void accept(long number, byte[] userId, byte[] value);
  }

  /**
   * About that many records, as many users as make them in that time.
   *
   * @param days of event time, which end now
   */
  static PreparedTraffic make(Path file, long records, double days) throws IOException {
    Instant end = Clock.systemUTC().instant();
    Duration span = Duration.ofMinutes(Math.round(days * 24 * 60));
    int users =
        (int) Math.max(1, Math.round(records / (days * SimulationSettings.DAILY_TRANSACTIONS)));
    PreparedTraffic traffic = new PreparedTraffic(file, users);
    traffic.write(
        Simulation.of(
            SimulationSettings.ending(end, SEED, users).withPeriod(end.minus(span), span)));
    return traffic;
  }

  private void write(Simulation simulation) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
      while (simulation.hasNext()) {
        SimulatedRecord record = simulation.next();
        byte[] value =
            record instanceof SimulatedRecord.Valid valid
                ? TransactionJson.encode(valid.transaction())
                : ((SimulatedRecord.Malformed) record).bytes();
        if (value != null) {
          byte[] userId = record.userId().getBytes(StandardCharsets.UTF_8);
          out.writeInt(userId.length);
          out.write(userId);
          out.writeInt(value.length);
          out.write(value);
          records++;
        }
      }
    }
  }

  long records() {
    return records;
  }

  int users() {
    return users;
  }

  void forEach(Receiver receiver) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      // Mapped, so that reading takes next to nothing from what is measured.
      ByteBuffer in = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      for (long number = 0; number < records; number++) {
        byte[] userId = new byte[in.getInt()];
        in.get(userId);
        byte[] value = new byte[in.getInt()];
        in.get(value);
        receiver.accept(number, userId, value);
      }
    }
  }
}
