package io.harrier.simulator.behaviour;

import io.harrier.model.Transaction;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.Merchants;
import io.harrier.simulator.population.Persona;
import io.harrier.simulator.population.User;
import java.util.List;

/** One user's ordinary life, day after day, as a stream of transactions in order of event time. */
public final class Life {
  private static final List<Habit> HABITS =
      List.of(
          new Travel(),
          new EverydayPurchases(),
          new Banking(),
          new Income(),
          new SelfEmployment(),
          new Outings(),
          new BigPurchases(),
          new Returns());

  private static final long MORNING = 4 * Day.HOUR;

  private final User user;
  private final Merchants merchants;
  private final long end;
  private final int sleepsFrom;
  private final int sleepsUntil;

  private long nextDay;
  private int dayNumber;
  private List<Transaction> today = List.of();
  private int position;

  /**
   * @param start epoch milliseconds
   * @param end nothing happens from then on
   */
  public Life(User user, Merchants merchants, long start, long end) {
    this.user = user;
    this.merchants = merchants;
    this.end = end;
    Randomness random = user.random();
    if (user.persona() == Persona.SLEEPER) {
      sleepsFrom = random.between(3, 9);
      // One of three comes back without anybody's doing.
      sleepsUntil = user.index() % 3 == 0 ? sleepsFrom + random.between(23, 34) : Integer.MAX_VALUE;
    } else {
      sleepsFrom = Integer.MAX_VALUE;
      sleepsUntil = Integer.MAX_VALUE;
    }
    long firstMidnight = start - Math.floorMod(start, Day.LENGTH);
    nextDay = firstMidnight + MORNING - user.home().utcOffsetHours() * Day.HOUR;
    while (nextDay < start) {
      nextDay += Day.LENGTH;
    }
    advance();
  }

  /** The next transaction, or {@code null} when life is over. */
  public Transaction peek() {
    return position < today.size() ? today.get(position) : null;
  }

  /** Goes on to the transaction after {@link #peek}. */
  public void advance() {
    position++;
    while (position >= today.size() && nextDay < end) {
      position = 0;
      today = plan();
    }
    if (position < today.size() && today.get(position).eventTime() >= end) {
      today = List.of();
      nextDay = end;
    }
  }

  public User user() {
    return user;
  }

  private List<Transaction> plan() {
    Day day = new Day(user, merchants, dayNumber, nextDay);
    boolean asleep = dayNumber >= sleepsFrom && dayNumber < sleepsUntil;
    nextDay += Day.LENGTH;
    dayNumber++;
    if (!asleep) {
      HABITS.forEach(habit -> habit.plan(day));
    }
    return day.transactions();
  }
}
