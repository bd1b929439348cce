package io.harrier.local.demo;

import io.harrier.engine.signature.ReleaseSigner;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.registry.RegistrySettings;
import io.harrier.registry.Release;
import io.harrier.registry.ReleaseArtifact;
import io.harrier.registry.ReleaseRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/** A changed release, published as an analyst would, while payments flow. */
final class RuleChange {
  /** By the machine's clock. */
  private static final Duration LEAD = Duration.ofSeconds(2);

  private final DataSource database;
  private final InstantSource clock;
  private final ReleaseArtifact release;
  private final ReleaseSigner signer;
  private String releaseId;
  private Instant activeFrom;
  private Intervention intervention;

  RuleChange(
      DataSource database, InstantSource clock, ReleaseArtifact release, ReleaseSigner signer) {
    this.database = database;
    this.clock = clock;
    this.release = release;
    this.signer = signer;
  }

  /** Publishes the release, to decide a moment later, while transactions still come. */
  void make(SimulatedClock simulated) {
    Instant now = simulated.instant();
    Instant from = activation(now, simulated.speed(), simulated.end());
    // To whoever lives in simulated time, the past of the machine's clock is the future.
    ReleaseRegistry registry =
        new ReleaseRegistry(database, RegistrySettings.DEFAULT, Clock.fixed(now, ZoneOffset.UTC))
            .signingWith(signer);
    Release stored = registry.store(release, "demo");
    synchronized (this) {
      releaseId = stored.releaseId();
      activeFrom = from;
      intervention = Intervention.made(releaseId + " published with a new rule", clock.instant());
    }
    registry.promote(stored.releaseId(), "demo", Optional.of(from));
  }

  /**
   * A moment ahead; where simulated time runs so fast that little is left by then, halfway to the
   * end.
   *
   * @param speed simulated time for one unit of the machine's
   */
  static Instant activation(Instant now, double speed, Instant end) {
    Instant afterLead = now.plusMillis((long) (LEAD.toMillis() * speed));
    Instant halfway = now.plus(Duration.between(now, end).dividedBy(2));
    return afterLead.isBefore(halfway) ? afterLead : halfway;
  }

  synchronized void decided(Decision decision) {
    if (intervention != null
        && !intervention.hasTakenEffect()
        && releaseId.equals(decision.release())) {
      intervention =
          intervention.tookEffect(
              "decides from event time %s on, first %s"
                  .formatted(activeFrom, decision.transactionId()),
              decision.decidedAt());
    }
  }

  /** Whether the alert is there only because of this change. */
  boolean provoked(Alert alert) {
    return alert.ruleId().equals(ChangedRelease.RULE);
  }

  synchronized Optional<Intervention> made() {
    return Optional.ofNullable(intervention);
  }
}
