package io.harrier.alerting.standing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Updates on their way to Redis: at most one a user waits, the newest, and at most {@code capacity}
 * in all. What has waited longest goes first, be it to Redis or, when there is no room, away.
 */
final class PendingStandings {
  private final int capacity;
  private final Map<String, StandingUpdate> waiting = new LinkedHashMap<>();
  private final List<StandingUpdate> inFlight = new ArrayList<>();

  PendingStandings(int capacity) {
    this.capacity = capacity;
  }

  /** How many updates were dropped to make room: 0 or 1. */
  int add(StandingUpdate update) {
    waiting.merge(
        update.userId(), update, (known, added) -> added.supersedes(known) ? added : known);
    if (waiting.size() <= capacity) {
      return 0;
    }
    removeEldest();
    return 1;
  }

  /**
   * Takes the updates that have waited longest, at most so many; they are in flight until they are
   * settled.
   */
  List<StandingUpdate> take(int most) {
    List<StandingUpdate> taken = new ArrayList<>(Math.min(most, waiting.size()));
    while (taken.size() < most && !waiting.isEmpty()) {
      taken.add(removeEldest());
    }
    inFlight.addAll(taken);
    return taken;
  }

  private StandingUpdate removeEldest() {
    Iterator<StandingUpdate> eldest = waiting.values().iterator();
    StandingUpdate update = eldest.next();
    eldest.remove();
    return update;
  }

  /** The update has reached Redis, or is given up. */
  void settle(StandingUpdate update) {
    // Identity: a repeated decision is equal to the first.
    for (int i = 0; i < inFlight.size(); i++) {
      if (inFlight.get(i) == update) {
        inFlight.remove(i);
        return;
      }
    }
  }

  boolean hasWaiting() {
    return !waiting.isEmpty();
  }

  int inFlight() {
    return inFlight.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty() && inFlight.isEmpty();
  }

  int size() {
    return waiting.size() + inFlight.size();
  }

  /** Everything that has not reached Redis for certain. */
  List<StandingUpdate> unsettled() {
    List<StandingUpdate> all = new ArrayList<>(inFlight);
    all.addAll(waiting.values());
    return all;
  }
}
