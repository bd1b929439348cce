package io.harrier.detection.evaluate;

import io.harrier.detection.source.ReferenceTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens once the reference data present at start-up has been applied: the snapshots of all tables,
 * and every record that the reference topics held when the task started. Once open it stays open.
 */
final class ReadinessGate {
  private static final Logger LOG = LoggerFactory.getLogger(ReadinessGate.class);

  private final ReferenceData reference;
  private final Map<ReferenceTable, Long> ends;
  private final long quietMillis;
  private long lastUpdateAt;
  private boolean open;

  /**
   * @param ends the offsets after the last records at start-up
   * @param quiet after which silence the last records are taken to be such as no reader gets:
   *     control records, and tombstones that were cleaned away
   * @param now epoch milliseconds
   */
  ReadinessGate(ReferenceData reference, Map<ReferenceTable, Long> ends, Duration quiet, long now) {
    this.reference = reference;
    this.ends = ends;
    this.quietMillis = quiet.toMillis();
    this.lastUpdateAt = now;
  }

  /** Notes that reference data has just been applied. */
  void onUpdate(long now) {
    lastUpdateAt = now;
  }

  boolean isOpen(long now) throws Exception {
    if (!open) {
      open = mayOpen(now);
      if (open) {
        LOG.info("the reference data of start-up has been applied");
      }
    }
    return open;
  }

  /** What the gate waits for; empty when it waits for nothing. */
  List<String> missing() throws Exception {
    List<String> missing = new ArrayList<>(missingSnapshots());
    missing.addAll(missingRecords());
    return missing;
  }

  private boolean mayOpen(long now) throws Exception {
    if (!missingSnapshots().isEmpty()) {
      return false;
    }
    List<String> missingRecords = missingRecords();
    if (missingRecords.isEmpty()) {
      return true;
    }
    if (now - lastUpdateAt >= quietMillis) {
      LOG.warn("{}: none came for {} ms, starting without", missingRecords, quietMillis);
      return true;
    }
    return false;
  }

  private List<String> missingSnapshots() throws Exception {
    List<String> missing = new ArrayList<>();
    for (ReferenceTable table : ReferenceTable.values()) {
      if (!reference.hasSnapshot(table)) {
        missing.add("the snapshot mark on topic " + table.topic().topicName());
      }
    }
    return missing;
  }

  private List<String> missingRecords() throws Exception {
    List<String> missing = new ArrayList<>();
    for (ReferenceTable table : ReferenceTable.values()) {
      long end = ends.getOrDefault(table, 0L);
      if (reference.nextOffset(table) < end) {
        missing.add(
            "records of topic "
                + table.topic().topicName()
                + " from offset "
                + reference.nextOffset(table)
                + " to "
                + (end - 1));
      }
    }
    return missing;
  }
}
