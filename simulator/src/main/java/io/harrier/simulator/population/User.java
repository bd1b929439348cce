package io.harrier.simulator.population;

import io.harrier.model.Transaction;
import io.harrier.simulator.chance.Randomness;
import java.util.ArrayList;
import java.util.List;

/** One simulated account holder: who they are, and what of their past shapes what they do next. */
public final class User {
  private final int index;
  private final String id;
  private final String transactionPrefix;
  private final City home;
  private final Persona persona;
  private final Randomness random;
  private final String cardToken;
  private final String ipAddress;
  private final List<String> friends = new ArrayList<>();
  private final double salary;
  private final double rent;
  private final int salaryDay;
  private final double activity;
  private final double riskScore;

  private String device;
  private int sequence;
  private int strangers;
  private long transactions;
  private long lastTime = Long.MIN_VALUE;
  private long lastAtTerminal = Long.MIN_VALUE;
  private Trip trip;

  User(String runId, int index, City home, Persona persona, double riskScore, Randomness random) {
    this.index = index;
    this.id = "u-" + runId + "-" + index;
    this.transactionPrefix = "t-" + runId + "-" + Integer.toString(index, 36) + "-";
    this.home = home;
    this.persona = persona;
    this.riskScore = riskScore;
    this.random = random;
    cardToken = "tok_" + random.text(12);
    ipAddress = "10." + random.between(0, 255) + "." + random.between(0, 255) + ".7";
    int known = random.between(3, 6);
    for (int i = 0; i < known; i++) {
      friends.add("acct-" + random.text(8));
    }
    salary = random.around(2900, 0.35) * persona.spending();
    rent = salary * random.between(0.25, 0.4);
    salaryDay = random.between(0, 29);
    activity = random.around(1, 0.35);
    device = "dev-" + random.text(8);
  }

  /** Starts this user's next transaction; ids are unique in a run. */
  public Transaction.Builder begin(long time) {
    return Transaction.builder(transactionPrefix + Integer.toString(sequence++, 36), id, time);
  }

  /** Takes note of a transaction that has been emitted. */
  public void happened(Transaction transaction) {
    transactions++;
    lastTime = Math.max(lastTime, transaction.eventTime());
    if (transaction.isLocated()) {
      lastAtTerminal = Math.max(lastAtTerminal, transaction.eventTime());
    }
  }

  /** Where the user is at this time. */
  public City cityAt(long time) {
    return trip != null && trip.covers(time) ? trip.city() : home;
  }

  /** An account that this user never dealt with before. */
  public String stranger() {
    return "acct-" + id.substring(2) + "-x" + strangers++;
  }

  /** From now on the user has another phone. */
  public void changeDevice() {
    device = "dev-" + random.text(8);
  }

  public void setTrip(Trip next) {
    trip = next;
  }

  /** The current, the next or the last trip, or {@code null}. */
  public Trip trip() {
    return trip;
  }

  public int index() {
    return index;
  }

  public String id() {
    return id;
  }

  public City home() {
    return home;
  }

  public Persona persona() {
    return persona;
  }

  /** This user's own choices. */
  public Randomness random() {
    return random;
  }

  public String cardToken() {
    return cardToken;
  }

  public String ipAddress() {
    return ipAddress;
  }

  public String device() {
    return device;
  }

  /** Accounts that this user deals with again and again; never empty. */
  public List<String> friends() {
    return friends;
  }

  public String employer() {
    return "acct-employer-" + index % 97;
  }

  public String landlord() {
    return friends.get(0);
  }

  /** Monthly, in major units. */
  public double salary() {
    return salary;
  }

  /** Monthly, in major units. */
  public double rent() {
    return rent;
  }

  /** Day of a 30-day month on which the salary comes, from 0. */
  public int salaryDay() {
    return salaryDay;
  }

  /** Factor on how often this user does things. */
  public double activity() {
    return activity;
  }

  /** What is known of the user before any transaction, 0 to 1; {@code NaN} when nothing is. */
  public double riskScore() {
    return riskScore;
  }

  /** How many transactions have been emitted. */
  public long transactions() {
    return transactions;
  }

  /** Event time of the newest emitted transaction, or {@code Long.MIN_VALUE}. */
  public long lastTime() {
    return lastTime;
  }

  /** Event time of the newest transaction at a terminal, or {@code Long.MIN_VALUE}. */
  public long lastAtTerminal() {
    return lastAtTerminal;
  }
}
