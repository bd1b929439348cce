package io.harrier.faults;

import io.harrier.local.directory.Endpoints;
import io.harrier.model.Alert;
import io.harrier.model.json.AlertJson;
import io.harrier.model.topic.Topic;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a loss that was accepted has cost: alerts whose transaction was aborted, and no other. */
final class LostAlerts {
  private final String kafka;
  private final Map<String, Integer> expected;

  private LostAlerts(String kafka, Map<String, Integer> expected) {
    this.kafka = kafka;
    this.expected = expected;
  }

  /** Asks the oracle about the transactions that are on the topic now. */
  static LostAlerts of(Endpoints endpoints) throws IOException, InterruptedException {
    List<Alert> alerts = Oracle.alerts(endpoints);
    return new LostAlerts(
        endpoints.kafka(), Multisets.of(alerts.stream().map(Alert::alertId).toList()));
  }

  /** Ids of what the oracle expects and readers of committed records do not see. */
  Set<String> ids() {
    Set<String> lost = new HashSet<>(expected.keySet());
    lost.removeAll(Set.copyOf(committed()));
    return lost;
  }

  /** What is not explained by transactions that were aborted, a sentence each. */
  List<String> unexplained() {
    Map<String, Integer> found = Multisets.of(committed());
    Set<String> aborted =
        new HashSet<>(
            CommittedTopic.readAborted(
                kafka, Topic.ALERTS, record -> AlertJson.decode(record.value()).alertId()));
    aborted.removeAll(found.keySet());
    aborted.forEach(id -> found.put(id, 1));
    return Multisets.differences("alerts, with those that were aborted", expected, found);
  }

  private List<String> committed() {
    return CommittedTopic.read(
        kafka, Topic.ALERTS, record -> AlertJson.decode(record.value()).alertId());
  }
}
