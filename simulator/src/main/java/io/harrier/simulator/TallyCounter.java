package io.harrier.simulator;

import io.harrier.model.RejectReason;
import io.harrier.simulator.record.SimulatedRecord;
import io.harrier.simulator.truth.Truth;
import io.harrier.simulator.truth.Typology;
import java.util.EnumMap;
import java.util.Map;

/** Counts records into a {@link SimulationTally}; for one thread. */
final class TallyCounter {
  private final Map<RejectReason, Long> malformed = new EnumMap<>(RejectReason.class);
  private final Map<Typology, Long> episodes = new EnumMap<>(Typology.class);
  private long records;
  private long valid;
  private long outOfOrder;
  private long late;
  private long duplicates;
  private long fraudulent;

  void count(SimulatedRecord record) {
    records++;
    if (record instanceof SimulatedRecord.Malformed bad) {
      malformed.merge(bad.reason(), 1L, Long::sum);
    } else if (record instanceof SimulatedRecord.Valid good) {
      count(good);
    }
  }

  private void count(SimulatedRecord.Valid record) {
    switch (record.delivery()) {
      case DUPLICATE -> {
        duplicates++;
        return;
      }
      case OUT_OF_ORDER -> outOfOrder++;
      case LATE -> late++;
      case IN_ORDER -> {}
    }
    valid++;
    for (Truth truth : record.truth()) {
      if (truth instanceof Truth.FraudulentTransaction) {
        fraudulent++;
      } else {
        episodes.merge(truth.typology(), 1L, Long::sum);
      }
    }
  }

  SimulationTally tally() {
    return new SimulationTally(
        records, valid, outOfOrder, late, duplicates, malformed, fraudulent, episodes);
  }
}
