package io.harrier.simulator;

import io.harrier.model.Transaction;
import io.harrier.simulator.behaviour.Life;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.disorder.Happening;
import io.harrier.simulator.population.Population;
import io.harrier.simulator.population.User;
import io.harrier.simulator.scenario.EpisodeInProgress;
import io.harrier.simulator.scenario.Underworld;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What happens, in order of event time. Holds one day of each user and the episodes in progress,
 * whatever the length of the simulation.
 */
final class Traffic {
  private static final Comparator<Life> LIVES =
      Comparator.<Life>comparingLong(life -> life.peek().eventTime())
          .thenComparingInt(life -> life.user().index());
  private static final Comparator<EpisodeInProgress> EPISODES =
      Comparator.<EpisodeInProgress>comparingLong(episode -> episode.peek().eventTime())
          .thenComparingInt(episode -> episode.user().index());

  private final PriorityQueue<Life> lives;
  private final PriorityQueue<EpisodeInProgress> episodes = new PriorityQueue<>(EPISODES);
  private final Underworld underworld;
  private long count;

  Traffic(SimulationSettings settings, Population population) {
    long start = settings.start().toEpochMilli();
    long end = settings.end().toEpochMilli();
    lives = new PriorityQueue<>(population.users().size(), LIVES);
    for (User user : population.users()) {
      Life life = new Life(user, population.merchants(), start, end);
      if (life.peek() != null) {
        lives.add(life);
      }
    }
    underworld =
        new Underworld(
            population,
            Randomness.of(settings.seed(), "underworld", 0),
            settings.runId(),
            settings.fraudShare(),
            start,
            end);
  }

  /** The next transaction, or {@code null} at the end. */
  Happening next() {
    while (true) {
      long life = lives.isEmpty() ? Long.MAX_VALUE : lives.peek().peek().eventTime();
      long fraud = episodes.isEmpty() ? Long.MAX_VALUE : episodes.peek().peek().eventTime();
      long look = underworld.nextLook();
      if (life == Long.MAX_VALUE && fraud == Long.MAX_VALUE) {
        return null;
      }
      if (look <= life && look <= fraud) {
        underworld.look(count).ifPresent(episodes::add);
      } else {
        count++;
        return life <= fraud ? ordinary() : fraudulent();
      }
    }
  }

  private Happening ordinary() {
    Life life = lives.poll();
    Transaction transaction = life.peek();
    life.user().happened(transaction);
    life.advance();
    if (life.peek() != null) {
      lives.add(life);
    }
    return new Happening(transaction, List.of());
  }

  private Happening fraudulent() {
    EpisodeInProgress episode = episodes.poll();
    Transaction transaction = episode.peek();
    Happening happening = new Happening(transaction, episode.truth());
    episode.user().happened(transaction);
    episode.advance();
    if (episode.peek() != null) {
      episodes.add(episode);
    }
    return happening;
  }
}
