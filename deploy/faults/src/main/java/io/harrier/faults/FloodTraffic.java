package io.harrier.faults;

import io.harrier.simulator.EmissionReport;
import io.harrier.simulator.Pacing;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Seeded payments, for a time so many times as many as the detection job takes meanwhile. */
public final class FloodTraffic implements Traffic {
  private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

  /** More than any machine of today takes; of how many users there are payments depends on it. */
  private static final int MOST_PER_SECOND = 20_000;

  /** Sent beyond the multiple, so that there is something to begin with. */
  private static final long AHEAD = 5_000;

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final String bootstrapServers;
  private final Backlog backlog;
  private final RunningEmission running;

  private FloodTraffic(String bootstrapServers, Backlog backlog, RunningEmission running) {
    this.bootstrapServers = bootstrapServers;
    this.backlog = backlog;
    this.running = running;
  }

  public static FloodTraffic start(
      String bootstrapServers, Seed seed, int times, Duration duration) {
    Simulation simulation =
        Simulation.of(SimulationSettings.sized(END, seed.value(), MOST_PER_SECOND, duration));
    Backlog backlog = new Backlog(bootstrapServers);
    return new FloodTraffic(
        bootstrapServers,
        backlog,
        RunningEmission.start(
            bootstrapServers, simulation, new Multiple(backlog, times, duration)));
  }

  /** Ends by an interrupt, for which an emission stops. */
  private static final class Multiple implements Pacing {
    private final Backlog backlog;
    private final int times;
    private final long deadline;
    private long allowed = AHEAD;
    private long lookedAt;

    Multiple(Backlog backlog, int times, Duration duration) {
      this.backlog = backlog;
      this.times = times;
      this.deadline = System.nanoTime() + duration.toNanos();
    }

    @Override
    public void await(long emitted) {
      while (look() && emitted >= allowed) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }

    private boolean look() {
      long now = System.nanoTime();
      if (now > deadline) {
        Thread.currentThread().interrupt();
        return false;
      }
      if (now - lookedAt > LOOK_NANOS) {
        lookedAt = now;
        allowed = AHEAD + times * backlog.taken();
      }
      return true;
    }
  }

  /** Waits until no more are sent. */
  public void awaitEnd() {
    EmissionReport unused = running.await();
    backlog.close();
  }

  @Override
  public void finish() throws IOException {
    awaitEnd();
    ClosingPayments.send(bootstrapServers, END.plus(Duration.ofDays(1)));
  }
}
