package io.harrier.local.demo;

import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The risk score of a user, raised in Postgres as a person or a model would, while they pay. */
final class RaisedRisk {
  private static final double KNOWN_FRAUDSTER = 0.99;

  private final DataSource database;
  private final InstantSource clock;
  private final Map<String, Integer> allowed = new HashMap<>();
  private final Set<String> suspicious = new HashSet<>();
  private String user;
  private long version;
  private Intervention intervention;

  RaisedRisk(DataSource database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Lets a user who has been paying often and without remark become a known fraudster. */
  synchronized void make() {
    Optional<String> chosen = busiestWithoutRemark();
    if (chosen.isEmpty()) {
      return;
    }
    user = chosen.get();
    Instant at = clock.instant();
    version = RiskScores.set(database, user, KNOWN_FRAUDSTER, "raised by the demo");
    intervention =
        Intervention.made(
            String.format(
                Locale.ROOT, "risk of %s raised to %.2f in Postgres", user, KNOWN_FRAUDSTER),
            at);
  }

  private Optional<String> busiestWithoutRemark() {
    return allowed.entrySet().stream()
        .filter(entry -> !suspicious.contains(entry.getKey()))
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  synchronized void decided(Decision decision) {
    if (intervention != null) {
      return;
    }
    if (decision.outcome() == Outcome.ALLOW) {
      allowed.merge(decision.userId(), 1, Integer::sum);
    } else {
      suspicious.add(decision.userId());
    }
  }

  synchronized void alerted(Alert alert) {
    if (intervention != null && !intervention.hasTakenEffect() && provoked(alert)) {
      intervention =
          intervention.tookEffect(
              "alert %s on transaction %s".formatted(alert.ruleId(), alert.transactionId()),
              alert.detectedAt());
    }
  }

  /** Whether the alert is there only because of this change. */
  synchronized boolean provoked(Alert alert) {
    return alert.userId().equals(user) && alert.evidence().riskVersion() >= version;
  }

  synchronized Optional<Intervention> made() {
    return Optional.ofNullable(intervention);
  }
}
