package io.harrier.simulator.population;

/** Kinds of merchants, with what a purchase there usually costs and when it is made. */
public enum MerchantCategory {
  GROCERY("5411", false, 32, 0.7, 8, 20),
  RESTAURANT("5812", false, 24, 0.6, 12, 22),
  BAR("5813", false, 13, 0.5, 18, 26),
  FUEL("5541", false, 52, 0.3, 7, 21),
  TRANSIT("4111", false, 2.6, 0.3, 7, 19),
  PHARMACY("5912", false, 15, 0.7, 9, 19),
  FASHION("5651", false, 58, 0.7, 10, 20),
  ELECTRONICS("5732", false, 160, 0.9, 10, 20),
  FURNITURE("5712", false, 240, 0.8, 10, 19),
  JEWELRY("5944", false, 190, 0.8, 10, 19),
  HOTEL("7011", false, 130, 0.5, 14, 22),
  ONLINE_RETAIL("5999", true, 42, 0.9, 8, 25),
  ONLINE_TRAVEL("4722", true, 260, 0.8, 9, 24),
  DIGITAL_GOODS("5815", true, 6, 0.7, 9, 25);

  private final String mcc;
  private final boolean online;
  private final double medianAmount;
  private final double spread;
  private final int fromHour;
  private final int toHour;

  MerchantCategory(
      String mcc, boolean online, double medianAmount, double spread, int fromHour, int toHour) {
    this.mcc = mcc;
    this.online = online;
    this.medianAmount = medianAmount;
    this.spread = spread;
    this.fromHour = fromHour;
    this.toHour = toHour;
  }

  /** Merchant category code, ISO 18245. */
  public String mcc() {
    return mcc;
  }

  public boolean isOnline() {
    return online;
  }

  /** Median amount of a purchase, in major units. */
  public double medianAmount() {
    return medianAmount;
  }

  /** Standard deviation of the amount's natural logarithm. */
  public double spread() {
    return spread;
  }

  /** Local hour of the day from which purchases are made. */
  public int fromHour() {
    return fromHour;
  }

  /** Local hour until which purchases are made; above 24 it is in the night that follows. */
  public int toHour() {
    return toHour;
  }
}
