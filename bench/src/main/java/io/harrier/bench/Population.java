package io.harrier.bench;

import io.harrier.bench.EngineTraffic.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Something of every user. */
final class Population<S> {
  private final List<S> states;
  private final UnaryOperator<S> copy;

  Population(Supplier<S> fresh, UnaryOperator<S> copy) {
    this(new ArrayList<>(EngineTraffic.USERS), copy);
    for (int i = 0; i < EngineTraffic.USERS; i++) {
      states.add(fresh.get());
    }
  }

  private Population(List<S> states, UnaryOperator<S> copy) {
    this.states = states;
    this.copy = copy;
  }

  S state(Arrival arrival) {
    return states.get(arrival.user());
  }

  Population<S> copy() {
    List<S> copies = new ArrayList<>(states.size());
    states.forEach(state -> copies.add(copy.apply(state)));
    return new Population<>(copies, copy);
  }
}
