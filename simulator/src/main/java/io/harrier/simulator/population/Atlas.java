package io.harrier.simulator.population;

import java.util.List;

/** The cities of the simulated world; coordinates of their centres, rounded to two digits. */
public final class Atlas {
  /** Where users live. */
  public static final List<City> HOMES =
      List.of(
          new City("BER", "DE", 52.52, 13.40, 1, "EUR"),
          new City("MUC", "DE", 48.14, 11.58, 1, "EUR"),
          new City("HAM", "DE", 53.55, 9.99, 1, "EUR"),
          new City("PAR", "FR", 48.86, 2.35, 1, "EUR"),
          new City("LYS", "FR", 45.76, 4.84, 1, "EUR"),
          new City("MAD", "ES", 40.42, -3.70, 1, "EUR"),
          new City("ROM", "IT", 41.90, 12.50, 1, "EUR"),
          new City("AMS", "NL", 52.37, 4.90, 1, "EUR"),
          new City("LON", "GB", 51.51, -0.13, 0, "GBP"),
          new City("MAN", "GB", 53.48, -2.24, 0, "GBP"),
          new City("ZRH", "CH", 47.38, 8.54, 1, "CHF"),
          new City("GVA", "CH", 46.20, 6.14, 1, "CHF"),
          new City("NYC", "US", 40.71, -74.01, -5, "USD"),
          new City("CHI", "US", 41.88, -87.63, -6, "USD"),
          new City("LAX", "US", 34.05, -118.24, -8, "USD"));

  /** Where users go on holiday; fraudsters work from there and from anywhere else. */
  public static final List<City> FAR =
      List.of(
          new City("BKK", "TH", 13.76, 100.50, 7, "USD"),
          new City("GRU", "BR", -23.55, -46.63, -3, "USD"),
          new City("LOS", "NG", 6.52, 3.38, 1, "USD"),
          new City("IST", "TR", 41.01, 28.98, 3, "EUR"),
          new City("DXB", "AE", 25.20, 55.27, 4, "USD"),
          new City("MEX", "MX", 19.43, -99.13, -6, "USD"),
          new City("HRG", "EG", 27.26, 33.81, 2, "EUR"),
          new City("PMI", "ES", 39.57, 2.65, 1, "EUR"));

  private Atlas() {}
}
