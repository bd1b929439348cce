package io.harrier.simulator;

import io.harrier.model.json.TransactionJson;
import io.harrier.simulator.record.SimulatedRecord;
import io.harrier.simulator.record.SimulatedRecord.Delivery;
import io.harrier.simulator.record.SimulatedRecord.Valid;
import io.harrier.simulator.truth.TruthJson;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Small simulations for tests, and ways to look at them. */
final class Runs {
  static final Instant END = Instant.parse("2026-03-01T12:00:00Z");

  private Runs() {}

  static SimulationSettings settings(long seed, int users) {
    return SimulationSettings.ending(END, seed, users);
  }

  static SimulationSettings orderly(long seed, int users) {
    return settings(seed, users).withDisorder(0, 0, 0, 0);
  }

  static List<SimulatedRecord> records(SimulationSettings settings) {
    List<SimulatedRecord> records = new ArrayList<>();
    Simulation.of(settings).forEachRemaining(records::add);
    return records;
  }

  /** The whole simulation as its sinks write it, the truth with each record. */
  static byte[] bytes(SimulationSettings settings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (SimulatedRecord record : records(settings)) {
      if (record instanceof Valid valid) {
        valid.truth().forEach(truth -> out.writeBytes(TruthJson.encode(truth)));
        out.writeBytes(TransactionJson.encode(valid.transaction()));
      } else if (record instanceof SimulatedRecord.Malformed bad && bad.bytes() != null) {
        out.writeBytes(bad.bytes());
      }
      out.write('\n');
    }
    return out.toByteArray();
  }

  /** Every transaction once. */
  static List<Valid> transactions(List<SimulatedRecord> records) {
    return records.stream()
        .filter(Valid.class::isInstance)
        .map(Valid.class::cast)
        .filter(valid -> valid.delivery() != Delivery.DUPLICATE)
        .toList();
  }
}
