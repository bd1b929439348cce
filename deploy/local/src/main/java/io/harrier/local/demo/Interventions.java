package io.harrier.local.demo;

import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.library.ShippedRelease;
import io.harrier.local.CommandFailedException;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import io.harrier.registry.RegistrySettings;
import io.harrier.registry.ReleaseRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What the demo changes while payments flow, as an analyst would: a user's risk score in Postgres,
 * and a rule. Notes when each took effect.
 */
final class Interventions {
  private static final double KNOWN_FRAUDSTER = 0.99;
  private static final String RULE = "demo-large-payment";
  private static final Duration LEAD = Duration.ofSeconds(2);

  private final DataSource database;
  private final Supplier<Instant> simulatedTime;
  private final double simulatedPerRealTime;
  private final List<String> notes = new ArrayList<>();

  private String candidate;
  private String raisedUser;
  private long raisedVersion;
  private long raisedAt;
  private boolean raiseTookEffect;
  private String changedRelease;
  private Instant changedActiveFrom;
  private long changedAt;
  private boolean changeTookEffect;

  /**
   * @param simulatedPerRealTime how much faster than the clock the simulated time goes
   */
  Interventions(DataSource database, Supplier<Instant> simulatedTime, double simulatedPerRealTime) {
    this.database = database;
    this.simulatedTime = simulatedTime;
    this.simulatedPerRealTime = simulatedPerRealTime;
  }

  /** Lets a user who has been paying without remark become a known fraudster. */
  void raiseRisk() {
    String user;
    synchronized (this) {
      user = candidate;
    }
    if (user == null) {
      return;
    }
    long version = RiskScores.set(database, user, KNOWN_FRAUDSTER, "raised by the demo");
    synchronized (this) {
      raisedUser = user;
      raisedVersion = version;
      raisedAt = System.currentTimeMillis();
      notes.add(text("risk of %s raised to %.2f in Postgres", user, KNOWN_FRAUDSTER));
    }
  }

  /** Publishes the shipped release with one more rule, active a moment ahead. */
  void changeRule(Path folder) {
    try {
      ShippedRelease.extractTo(folder);
      Files.writeString(folder.resolve("demo.drl"), rule(), StandardCharsets.UTF_8);
      // Compiled before the moment is chosen: that takes seconds, and simulated time runs.
      ReleaseRegistry registry =
          new ReleaseRegistry(database, RegistrySettings.DEFAULT, new SimulatedClock());
      String stored = registry.store(folder, "demo").releaseId();
      Instant from =
          simulatedTime.get().plusMillis((long) (LEAD.toMillis() * simulatedPerRealTime));
      synchronized (this) {
        changedActiveFrom = from;
        changedRelease = stored;
        changedAt = System.currentTimeMillis();
        notes.add(text("%s published with a new rule, from event time %s", stored, from));
      }
      registry.promote(stored, "demo", Optional.of(from));
    } catch (IOException | InvalidReleaseException e) {
      throw new CommandFailedException("the changed rule could not be published: " + e, e);
    }
  }

  private static String rule() {
    return """
        package harrier.demo

        rule "Large payment, added while running"
          @id("%s") @severity("LOW") @description("Published by the demo.")
        when
          Transaction( type == "PURCHASE", status == "APPROVED", amount >= 100000 )
        then
          alert( 5, "{amount}, by a rule that was published while payments flowed" );
        end
        """
        .formatted(RULE);
  }

  synchronized void decided(Decision decision) {
    if (raisedUser == null && decision.outcome() == Outcome.ALLOW) {
      candidate = decision.userId();
    }
    if (changedRelease != null && !changeTookEffect && changedRelease.equals(decision.release())) {
      changeTookEffect = true;
      notes.add(
          text(
              "%s decided its first transaction (event time %s) %,d ms after it was published",
              changedRelease,
              Instant.ofEpochMilli(decision.eventTime()),
              System.currentTimeMillis() - changedAt));
    }
  }

  synchronized void alerted(Alert alert) {
    if (raisedUser != null
        && !raiseTookEffect
        && alert.userId().equals(raisedUser)
        && alert.evidence().riskVersion() >= raisedVersion) {
      raiseTookEffect = true;
      notes.add(
          text(
              "%s: alert %s with the raised score, %,d ms after the change",
              raisedUser, alert.ruleId(), System.currentTimeMillis() - raisedAt));
    }
  }

  /** Whether the alert is there only because of what the demo changed. */
  synchronized boolean provoked(Alert alert) {
    boolean byRaisedScore =
        alert.userId().equals(raisedUser) && alert.evidence().riskVersion() >= raisedVersion;
    return byRaisedScore || alert.ruleId().equals(RULE);
  }

  synchronized List<String> notes() {
    return new ArrayList<>(notes);
  }

  /** What was changed and never took effect. */
  synchronized List<String> withoutEffect() {
    List<String> missing = new ArrayList<>();
    if (changedRelease != null && !changeTookEffect) {
      missing.add(
          "release " + changedRelease + ", active from " + changedActiveFrom + ", decided nothing");
    }
    return missing;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** The clock of the simulated world: in it, the past of the machine's clock is the future. */
  private final class SimulatedClock extends Clock {
    @Override
    public Instant instant() {
      return simulatedTime.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("simulated time has no zones");
    }
  }
}
