package io.harrier.local.preflight;

import io.harrier.reference.ReferenceDataSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is replicated out of PostgreSQL, and what could be.
 *
 * @param slotsAllowed {@code max_replication_slots}
 * @param sendersAllowed {@code max_wal_senders}
 * @param sendersUsed connections that replicate now
 * @param slots all of the server
 * @param identities of the captured tables that have another replica identity than FULL
 * @param heartbeatCaptured whether the table of heartbeats is in the publication
 * @param heartbeatAgeSeconds of the last heartbeat; empty before the first
 */
record Replication(
    int slotsAllowed,
    int sendersAllowed,
    int sendersUsed,
    List<Slot> slots,
    List<String> identities,
    boolean heartbeatCaptured,
    OptionalLong heartbeatAgeSeconds) {
  private static final long STALE_SECONDS = 60;
  private static final long MEGABYTE = 1 << 20;
  private static final String SLOTS = "postgres replication slots";
  private static final String HEARTBEAT = "postgres heartbeat";

  /**
   * A replication slot.
   *
   * @param walStatus {@code reserved}, {@code extended}, {@code unreserved} or {@code lost}
   * @param retainedBytes of the log that PostgreSQL keeps for it
   */
  record Slot(String name, boolean active, String walStatus, long retainedBytes) {}

  Replication {
    slots = List.copyOf(slots);
    identities = List.copyOf(identities);
  }

  List<Finding> check() {
    List<Finding> findings = new ArrayList<>();
    findings.add(free());
    findings.add(senders());
    for (Slot slot : slots) {
      slot(slot).ifPresent(findings::add);
    }
    findings.add(identity());
    findings.add(heartbeat());
    return findings;
  }

  private Optional<Slot> own() {
    return slots.stream()
        .filter(slot -> slot.name().equals(ReferenceDataSettings.DEFAULT_SLOT))
        .findFirst();
  }

  private Finding free() {
    String used = slots.size() + " of " + slotsAllowed + " in use";
    return own().isEmpty() && slots.size() >= slotsAllowed
        ? Finding.problem(
            SLOTS,
            used + ": none is left for reference data; raise max_replication_slots, and restart")
        : Finding.ok(SLOTS, used);
  }

  private Finding senders() {
    String check = "postgres WAL senders";
    String used = sendersUsed + " of " + sendersAllowed + " in use";
    boolean connected = own().map(Slot::active).orElse(false);
    return !connected && sendersUsed >= sendersAllowed
        ? Finding.problem(
            check, used + ": capture cannot connect; raise max_wal_senders, and restart")
        : Finding.ok(check, used);
  }

  private static Optional<Finding> slot(Slot slot) {
    String check = "postgres slot " + slot.name();
    boolean own = slot.name().equals(ReferenceDataSettings.DEFAULT_SLOT);
    String unless = own ? "start what captures" : "drop it if nobody comes back for it";
    String drop = "select pg_drop_replication_slot('%s')".formatted(slot.name());
    String size = slot.retainedBytes() / MEGABYTE + " MB of WAL";
    return Optional.ofNullable(
        switch (slot.walStatus()) {
          case "lost" ->
              Finding.problem(
                  check,
                  "has lost its WAL: "
                      + (own
                          ? "restart what captures, so that it reads the tables anew, and raise max_slot_wal_keep_size"
                          : unless + ": " + drop));
          case "unreserved" ->
              Finding.problem(
                  check,
                  "loses its WAL at the next checkpoint (%s): %s now, and raise max_slot_wal_keep_size"
                      .formatted(size, unless));
          default ->
              slot.active()
                  ? null
                  : Finding.warning(
                      check, "holds %s, and nobody reads it: %s".formatted(size, unless));
        });
  }

  private Finding identity() {
    String check = "postgres replica identity";
    return identities.isEmpty()
        ? Finding.ok(check, "full")
        : Finding.problem(
            check,
            "not full of %s: what a deleted or renamed row was is not captured; alter table … replica identity full"
                .formatted(String.join(", ", identities)));
  }

  private Finding heartbeat() {
    if (!heartbeatCaptured) {
      return Finding.problem(
          HEARTBEAT,
          "fraud.cdc_heartbeat is not in the publication: while the tables are quiet, WAL is kept until the slot is lost; alter publication … add table fraud.cdc_heartbeat");
    }
    if (own().isEmpty() || !own().get().active()) {
      return Finding.ok(HEARTBEAT, "captured; nothing captures now");
    }
    if (heartbeatAgeSeconds.isEmpty() || heartbeatAgeSeconds.getAsLong() > STALE_SECONDS) {
      return Finding.warning(
          HEARTBEAT,
          (heartbeatAgeSeconds.isEmpty() ? "none yet" : heartbeatAgeSeconds.getAsLong() + " s ago")
              + ", though something captures: let its role write fraud.cdc_heartbeat, and look at its log");
    }
    return Finding.ok(HEARTBEAT, heartbeatAgeSeconds.getAsLong() + " s ago");
  }
}
