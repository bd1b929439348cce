package io.harrier.simulator;

import io.harrier.model.RejectReason;
import io.harrier.simulator.truth.Typology;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What has been emitted, to be held against what came out.
 *
 * @param records all of them
 * @param valid transactions, each counted once: without duplicates, with the late ones
 * @param outOfOrder of the valid
 * @param late of the valid; a detection that sets late transactions aside decides valid - late
 * @param duplicates sent a second time
 * @param malformed by the reason for which they must be rejected
 * @param fraudulent of the valid
 * @param episodes completed, by typology
 */
public record SimulationTally(
    long records,
    long valid,
    long outOfOrder,
    long late,
    long duplicates,
    Map<RejectReason, Long> malformed,
    long fraudulent,
    Map<Typology, Long> episodes) {

  public static final SimulationTally NOTHING =
      new SimulationTally(0, 0, 0, 0, 0, Map.of(), 0, Map.of());

  public SimulationTally {
    malformed = sorted(RejectReason.class, malformed);
    episodes = sorted(Typology.class, episodes);
  }

  private static <K extends Enum<K>> Map<K, Long> sorted(Class<K> type, Map<K, Long> counts) {
    Map<K, Long> sorted = new EnumMap<>(type);
    sorted.putAll(counts);
    return Collections.unmodifiableMap(sorted);
  }

  /** All malformed records. */
  public long malformedRecords() {
    return malformed.values().stream().mapToLong(Long::longValue).sum();
  }
}
