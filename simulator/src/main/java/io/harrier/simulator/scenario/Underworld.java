package io.harrier.simulator.scenario;

import io.harrier.model.Transaction;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Population;
import io.harrier.simulator.population.User;
import io.harrier.simulator.truth.Typology;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Begins episodes, so many that their transactions have the wanted share in the stream. Typologies
 * take turns, roughly; one for which nobody suits at the moment waits, and catches up later.
 */
public final class Underworld {
  private static final int LOOKS = 400;
  private static final long REST = 4 * Stage.DAY;
  private static final double MINUTES_BETWEEN_LOOKS = 4;

  private final Population population;
  private final Stage stage;
  private final String runId;
  private final double share;
  private final long end;
  private final Map<Typology, Integer> begun = new EnumMap<>(Typology.class);
  private final Map<Integer, Long> restUntil = new HashMap<>();

  private long nextLook;
  private long fraudulent;
  private int episodes;

  /**
   * @param share of the emitted transactions, 0 to below 1
   * @param end no episode lasts longer, epoch milliseconds
   */
  public Underworld(
      Population population, Randomness random, String runId, double share, long start, long end) {
    this.population = population;
    this.stage = new Stage(population.merchants(), random);
    this.runId = runId;
    this.share = share;
    this.end = end;
    nextLook = share > 0 ? start + Stage.HOUR : Long.MAX_VALUE;
  }

  /** When {@link #look} wants to be called next, or {@code Long.MAX_VALUE}. */
  public long nextLook() {
    return nextLook;
  }

  /**
   * Looks for someone to hit, or to become a culprit.
   *
   * @param emitted how many transactions there have been so far
   */
  public Optional<EpisodeInProgress> look(long emitted) {
    long now = nextLook;
    Optional<EpisodeInProgress> episode =
        fraudulent < share * emitted ? begin(now) : Optional.empty();
    episode.ifPresent(found -> fraudulent += found.size());
    // As long as the stream is short of fraud, the next look follows at once.
    boolean again = episode.isPresent() && fraudulent < share * emitted;
    nextLook +=
        again ? 1 : 1 + (long) stage.random().exponential(MINUTES_BETWEEN_LOOKS * Stage.MINUTE);
    if (nextLook >= end) {
      nextLook = Long.MAX_VALUE;
    }
    return episode;
  }

  private Optional<EpisodeInProgress> begin(long now) {
    Map<Scenario, Integer> turns = new HashMap<>();
    for (Scenario scenario : Scenarios.ALL) {
      turns.put(
          scenario, begun.getOrDefault(scenario.typology(), 0) * 3 + stage.random().between(0, 5));
    }
    return Scenarios.ALL.stream()
        .sorted(Comparator.comparing(turns::get))
        .flatMap(scenario -> begin(scenario, now).stream())
        .findFirst();
  }

  private Optional<EpisodeInProgress> begin(Scenario scenario, long now) {
    Optional<User> user = find(scenario, now);
    if (user.isEmpty()) {
      return Optional.empty();
    }
    List<Transaction> transactions = scenario.play(user.get(), now, stage);
    long last = transactions.get(transactions.size() - 1).eventTime();
    if (last >= end) {
      return Optional.empty();
    }
    begun.merge(scenario.typology(), 1, Integer::sum);
    restUntil.put(user.get().index(), last + REST);
    String id = "e-" + runId + "-" + episodes++;
    return Optional.of(new EpisodeInProgress(id, scenario.typology(), user.get(), transactions));
  }

  private Optional<User> find(Scenario scenario, long now) {
    List<User> users = population.users();
    int first = stage.random().between(0, users.size() - 1);
    for (int i = 0; i < Math.min(LOOKS, users.size()); i++) {
      User user = users.get((first + i) % users.size());
      if (now >= restUntil.getOrDefault(user.index(), Long.MIN_VALUE)
          && scenario.suits(user, now)) {
        return Optional.of(user);
      }
    }
    return Optional.empty();
  }
}
