package io.harrier.local.history;

import io.harrier.registry.TransactionTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** How far transactions are; Kafka is asked once, by the first who needs to know. */
public final class StreamClock implements TransactionTime.Reached {
  private final InstantSource machine;
  private final Supplier<Optional<StreamTime>> stream;
  private TransactionTime.Reached known;

  /**
   * @param stream asked once; empty where the machine's time is the transactions'
   */
  public StreamClock(InstantSource machine, Supplier<Optional<StreamTime>> stream) {
    this.machine = machine;
    this.stream = stream;
  }

  @Override
  public synchronized Instant after(Duration ahead) {
    if (known == null) {
      known = stream.get().map(this::following).orElse(step -> machine.instant().plus(step));
    }
    return known.after(ahead);
  }

  private TransactionTime.Reached following(StreamTime time) {
    Clock clock = time.clock(machine);
    return step -> clock.instant().plus(time.lasting(step));
  }
}
