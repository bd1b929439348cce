package io.harrier.alerting.standing;

import java.io.Serializable;
import java.time.Duration;

/**
 * Where standings are kept, and how.
 *
 * @param redisUri {@code redis://[password@]host[:port][/database]} or {@code rediss://...}
 * @param expiry how long a standing outlives its last update
 * @param maxPending updates held, the newest of each user, while Redis is slow or away; beyond it
 *     the oldest is dropped and counted
 * @param maxInFlight writes under way at once
 */
public record StandingSettings(String redisUri, Duration expiry, int maxPending, int maxInFlight)
    implements Serializable {

  @Override
  public String toString() {
    return "StandingSettings[expiry=%s, maxPending=%d, maxInFlight=%d]"
        .formatted(expiry, maxPending, maxInFlight);
  }
}
