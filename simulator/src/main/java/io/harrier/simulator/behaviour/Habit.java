package io.harrier.simulator.behaviour;

/** Something that a user may do on a day. */
interface Habit {

  /** Adds what this habit brings on this day, often nothing. */
  void plan(Day day);
}
