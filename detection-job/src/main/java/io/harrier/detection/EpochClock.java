package io.harrier.detection;

import java.io.Serializable;

/** Where the job reads the time of day; travels with the operators that need it. */
@FunctionalInterface
public interface EpochClock extends Serializable {
  /** The clock of the machine. */
  EpochClock SYSTEM = System::currentTimeMillis;

  /** Now, epoch milliseconds. */
  long now();
}
