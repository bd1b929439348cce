package io.harrier.simulator.scoring;

import io.harrier.model.Alert;
import java.util.List;
import java.util.Objects;

/**
 * What scoring needs of an alert.
 *
 * @param eventTime epoch milliseconds
 */
public record RaisedAlert(
    String userId, String ruleId, long eventTime, List<String> transactionIds) {

  public RaisedAlert {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(ruleId, "ruleId");
    transactionIds = List.copyOf(transactionIds);
  }

  public static RaisedAlert of(Alert alert) {
    return new RaisedAlert(
        alert.userId(), alert.ruleId(), alert.eventTime(), alert.transactionIds());
  }
}
