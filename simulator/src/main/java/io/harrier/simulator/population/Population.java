package io.harrier.simulator.population;

import io.harrier.simulator.chance.Randomness;
import java.util.ArrayList;
import java.util.List;

/**
 * The users of a run. Rare ways of life go by the user's number, not by chance, so that even a
 * small population has them.
 */
public final class Population {
  private static final int SLEEPER_EVERY = 33;
  private static final int HIGH_RISK_EVERY = 50;
  private static final int MEDIUM_RISK_EVERY = 25;

  private final List<User> users;
  private final Merchants merchants;

  public Population(long seed, String runId, int size) {
    merchants = new Merchants(Randomness.of(seed, "merchants", 0));
    List<User> everyone = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Randomness random = Randomness.of(seed, "user", i);
      everyone.add(
          new User(runId, i, random.one(Atlas.HOMES), persona(i, random), risk(i, random), random));
    }
    users = List.copyOf(everyone);
  }

  public List<User> users() {
    return users;
  }

  public Merchants merchants() {
    return merchants;
  }

  private static Persona persona(int index, Randomness random) {
    if (index % SLEEPER_EVERY == 7) {
      return Persona.SLEEPER;
    }
    double share = random.between(0.0, 1.0);
    if (share < 0.55) {
      return Persona.EMPLOYEE;
    } else if (share < 0.70) {
      return Persona.STUDENT;
    } else if (share < 0.84) {
      return Persona.RETIREE;
    } else if (share < 0.88) {
      return Persona.NIGHT_WORKER;
    } else if (share < 0.96) {
      return Persona.FREELANCER;
    }
    return Persona.SHOPKEEPER;
  }

  private static double risk(int index, Randomness random) {
    double score = Math.round(random.between(0.0, 1.0) * 100) / 100.0;
    if (index % HIGH_RISK_EVERY == 11) {
      return Math.round(85 + score * 10) / 100.0;
    }
    return index % MEDIUM_RISK_EVERY == 3 ? Math.round(20 + score * 50) / 100.0 : Double.NaN;
  }
}
