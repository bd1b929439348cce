package io.harrier.simulator.population;

import java.util.List;

/**
 * Someone who is paid.
 *
 * @param city where its terminals stand; {@code null} for an online merchant
 * @param terminals ids; empty for an online merchant
 */
public record Merchant(
    String id,
    MerchantCategory category,
    City city,
    double latitude,
    double longitude,
    List<String> terminals) {

  public Merchant {
    terminals = List.copyOf(terminals);
  }
}
