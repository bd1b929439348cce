package io.harrier.backtest.explain;

import io.harrier.model.RejectReason;
import io.harrier.model.Transaction;

/**
 * A record that carries the id which is looked for.
 *
 * @param place where it stands, for people
 * @param partition counted from 0
 * @param transaction or {@code null}, if the record is none
 * @param reason why it is none, or {@code null}
 * @param problem the same in words, or {@code null}
 */
public record Sighting(
    String place,
    int partition,
    long position,
    Transaction transaction,
    RejectReason reason,
    String problem) {}
