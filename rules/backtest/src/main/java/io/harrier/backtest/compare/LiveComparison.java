package io.harrier.backtest.compare;

import io.harrier.backtest.report.TrialReport;
import io.harrier.model.Alert;
import io.harrier.model.Decision;

/**
 * A release that is tried on live traffic, held against the live release by what the running job
 * has recorded. First it is given the alerts, in any order and any number of times, then the
 * decisions; then it reports. For one thread.
 *
 * <p>An alert belongs to the transaction that completed it, and counts when that transaction's
 * decision does.
 *
 * @param <R> what is reported
 */
public sealed interface LiveComparison<R extends TrialReport>
    permits ShadowComparison, CanaryComparison {

  /** A committed alert of the topic {@code alerts}, of whichever release. */
  void alert(Alert committed);

  /** An alert of the topic {@code alerts.shadow}, of whichever release. */
  void shadowAlert(Alert alert);

  /** A decision of whichever release; of several of one transaction the first counts. */
  void decision(Decision decision);

  /** What all of it comes to. */
  R report();
}
