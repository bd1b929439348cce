package io.harrier.backtest.compare;

import io.harrier.model.Alert;
import io.harrier.model.Decision;

/**
 * Which part of what was recorded is compared: as much as every topic covers. A transaction's
 * decision and the alerts that came with it bear the same time of processing, so the end separates
 * none from the others.
 *
 * @param since event time of the first transaction, epoch milliseconds
 * @param until time of processing, exclusive, epoch milliseconds
 */
public record RecordedPart(long since, long until) {

  boolean holds(Alert alert) {
    return alert.detectedAt() < until;
  }

  boolean holds(Decision decision) {
    return decision.eventTime() >= since && decision.decidedAt() < until;
  }
}
