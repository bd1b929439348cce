package io.harrier.local.demo;

import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import java.time.Duration;
import java.time.Instant;

/** How far a simulation is, in the time of its own events. */
final class SimulatedClock {
  private final Simulation simulation;
  private final double speed;

  /**
   * @param duration how long the simulation takes by the machine's clock
   */
  SimulatedClock(Simulation simulation, Duration duration) {
    this.simulation = simulation;
    this.speed = (double) simulation.settings().span().toMillis() / duration.toMillis();
  }

  /** The event time that has been reached. */
  Instant instant() {
    return simulation.simulatedTime();
  }

  /** Simulated time for one unit of the machine's. */
  double speed() {
    return speed;
  }

  /** No transaction is later. */
  Instant end() {
    return simulation.settings().end();
  }

  /** Of the simulated span, 0 to 1. */
  double share() {
    SimulationSettings settings = simulation.settings();
    long past = Duration.between(settings.start(), instant()).toMillis();
    return Math.min(1, Math.max(0, (double) past / settings.span().toMillis()));
  }
}
