package io.harrier.simulator.behaviour;

import io.harrier.model.Transaction;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.City;
import io.harrier.simulator.population.Merchants;
import io.harrier.simulator.population.Trip;
import io.harrier.simulator.population.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A user's day in the making: from four in the morning at home to the next. */
final class Day {
  static final long MINUTE = 60_000L;
  static final long HOUR = 60 * MINUTE;
  static final long LENGTH = 24 * HOUR;

  private final User user;
  private final Merchants merchants;
  private final int number;
  private final long start;
  private final List<Transaction> transactions = new ArrayList<>();

  /**
   * @param number counted from 0, the first day of the run
   * @param start epoch milliseconds
   */
  Day(User user, Merchants merchants, int number, long start) {
    this.user = user;
    this.merchants = merchants;
    this.number = number;
    this.start = start;
  }

  User user() {
    return user;
  }

  Randomness random() {
    return user.random();
  }

  Merchants merchants() {
    return merchants;
  }

  int number() {
    return number;
  }

  long start() {
    return start;
  }

  /** 1 (Monday) to 7; the epoch began on a Thursday. */
  int dayOfWeek() {
    return (int) ((Math.floorDiv(start, LENGTH) + 3) % 7) + 1;
  }

  boolean isWeekend() {
    return dayOfWeek() >= 6;
  }

  /**
   * The moment within this day when a clock where the user is shows this hour, and a random minute.
   *
   * @param hour local; above 24 it is in the night that follows
   */
  long at(double hour) {
    City city = user.cityAt(start + LENGTH / 2);
    long sinceMidnightUtc = (long) ((hour - city.utcOffsetHours()) * HOUR);
    long offset = Math.floorMod(sinceMidnightUtc - Math.floorMod(start, LENGTH), LENGTH);
    return start + offset;
  }

  /** A random moment between these hours. */
  long between(double fromHour, double toHour) {
    return at(random().between(fromHour, toHour));
  }

  /** Adds what happens if it is within the day and the user is not on the way somewhere. */
  boolean add(Transaction transaction) {
    long time = transaction.eventTime();
    Trip trip = user.trip();
    if (time < start || time >= start + LENGTH || (trip != null && trip.isUnderway(time))) {
      return false;
    }
    return transactions.add(transaction);
  }

  /** In order of event time. */
  List<Transaction> transactions() {
    // A stable sort: what was planned first comes first in the same millisecond.
    transactions.sort(Comparator.comparingLong(Transaction::eventTime));
    return transactions;
  }
}
