package io.harrier.engine.sequence;

import java.util.AbstractMap;
import java.util.Set;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;

/**
 * How many events the shared buffer has numbered at one time, as it asks before it numbers the
 * next. Derived from the events it still holds: so it needs no room, nothing that advances time can
 * forget it, and an event that arrives after newer ones is never given the number of another.
 */
final class EventOrdinals extends AbstractMap<Long, Integer> {
  private final Set<EventId> held;

  EventOrdinals(Set<EventId> held) {
    this.held = held;
  }

  /** One more than the greatest number held at that time, or {@code null}. */
  @Override
  public Integer get(Object time) {
    int next = 0;
    for (EventId event : held) {
      if (event.getTimestamp() == (long) time) {
        next = Math.max(next, event.getId() + 1);
      }
    }
    return next == 0 ? null : next;
  }

  /** The event itself, once held, is what is remembered. */
  @Override
  public Integer put(Long time, Integer count) {
    return null;
  }

  /** Empty: there is nothing to forget when time advances. */
  @Override
  public Set<Entry<Long, Integer>> entrySet() {
    return Set.of();
  }

  @Override
  public void clear() {
    // nothing is kept
  }
}
