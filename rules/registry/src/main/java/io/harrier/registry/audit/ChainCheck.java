package io.harrier.registry.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows the chain record by record, in the order of their numbers. */
final class ChainCheck {
  private final Optional<AuditHead> noted;
  private final List<String> breaks = new ArrayList<>();
  private AuditHead last = AuditHead.START;
  private long records;

  /**
   * @param noted an end of the chain that was seen earlier
   */
  ChainCheck(Optional<AuditHead> noted) {
    this.noted = noted;
  }

  void next(AuditRecord entry) {
    records++;
    if (entry.seq() > last.seq() + 1) {
      breaks.add(
          entry.seq() == last.seq() + 2
              ? "record %d was removed".formatted(last.seq() + 1)
              : "records %d to %d were removed".formatted(last.seq() + 1, entry.seq() - 1));
    } else if (!entry.previousHash().equals(last.hash())) {
      breaks.add(
          "record %d does not continue record %d: one of the two was replaced or moved"
              .formatted(entry.seq(), last.seq()));
    }
    if (!entry.computedHash().equals(entry.hash())) {
      breaks.add(
          "record %d (%s by %s at %s) was changed: its content has another hash than it says"
              .formatted(entry.seq(), entry.action(), entry.actor(), entry.at()));
    }
    noted
        .filter(seen -> seen.seq() == entry.seq() && !seen.hash().equals(entry.hash()))
        .ifPresent(
            seen ->
                breaks.add(
                    "record %d is not the one that was noted: everything up to it may have been rewritten"
                        .formatted(entry.seq())));
    last = new AuditHead(entry.seq(), entry.hash());
  }

  AuditVerification end(Optional<AuditHead> head) {
    if (head.isEmpty()) {
      breaks.add("fraud.audit_head is empty: whether the newest records are there cannot be told");
    } else if (head.get().seq() > last.seq()) {
      breaks.add(
          "the newest records are gone: the chain ends at %d, and the last one written was %d"
              .formatted(last.seq(), head.get().seq()));
    } else if (!head.get().equals(last)) {
      breaks.add(
          "the chain ends at record %d, and the last one written says %s"
              .formatted(last.seq(), head.get()));
    }
    noted
        .filter(seen -> seen.seq() > last.seq())
        .ifPresent(
            seen ->
                breaks.add(
                    "record %d was noted, and the chain ends at %d"
                        .formatted(seen.seq(), last.seq())));
    return new AuditVerification(records, last, breaks);
  }
}
