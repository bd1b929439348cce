package io.harrier.simulator;

import io.harrier.simulator.disorder.Disorder;
import io.harrier.simulator.disorder.Happening;
import io.harrier.simulator.population.Population;
import io.harrier.simulator.population.User;
import io.harrier.simulator.record.SimulatedRecord;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A stream of labelled records, generated as it is read. To be read by one thread; {@link
 * #simulatedTime} may be asked by any.
 */
public final class Simulation implements Iterator<SimulatedRecord> {
  private final SimulationSettings settings;
  private final Population population;
  private final Traffic traffic;
  private final Disorder disorder;
  private final TallyCounter counter = new TallyCounter();
  private volatile long position;
  private boolean ended;
  private SimulatedRecord next;

  private Simulation(SimulationSettings settings) {
    this.settings = settings;
    population = new Population(settings.seed(), settings.runId(), settings.users());
    traffic = new Traffic(settings, population);
    disorder = new Disorder(settings.disorder(), settings.seed(), settings.end().toEpochMilli());
    position = settings.start().toEpochMilli();
  }

  public static Simulation of(SimulationSettings settings) {
    return new Simulation(settings);
  }

  public SimulationSettings settings() {
    return settings;
  }

  @Override
  public boolean hasNext() {
    while (next == null && (next = disorder.poll()) == null && !ended) {
      Happening happening = traffic.next();
      if (happening == null) {
        disorder.end();
        ended = true;
      } else {
        disorder.add(happening);
      }
      position = Math.max(position, disorder.position());
    }
    return next != null;
  }

  @Override
  public SimulatedRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the simulation has ended");
    }
    SimulatedRecord record = next;
    next = null;
    counter.count(record);
    return record;
  }

  /** The event time that the stream has reached: nothing newer has been returned yet. */
  public Instant simulatedTime() {
    return Instant.ofEpochMilli(position);
  }

  /** What has been returned so far; for the reading thread. */
  public SimulationTally tally() {
    return counter.tally();
  }

  /** What is known of some users before their first transaction. */
  public List<KnownRisk> knownRisks() {
    return population.users().stream()
        .filter(user -> !Double.isNaN(user.riskScore()))
        .map(Simulation::knownRisk)
        .toList();
  }

  private static KnownRisk knownRisk(User user) {
    return new KnownRisk(user.id(), user.riskScore());
  }
}
