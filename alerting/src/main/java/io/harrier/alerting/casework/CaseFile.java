package io.harrier.alerting.casework;

import java.util.List;

/**
 * Everything about a case.
 *
 * @param alerts by event time, oldest first
 * @param history oldest first
 */
public record CaseFile(CaseSummary summary, List<CaseAlert> alerts, List<CaseEvent> history) {

  public CaseFile {
    alerts = List.copyOf(alerts);
    history = List.copyOf(history);
  }
}
