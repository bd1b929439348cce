package io.harrier.simulator.population;

import io.harrier.simulator.chance.Randomness;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every merchant of the simulated world, by city and category. */
public final class Merchants {
  private static final int PER_CITY = 9;
  private static final int ONLINE = 40;
  private static final double CITY_RADIUS_DEGREES = 0.06;

  private final Map<String, Map<MerchantCategory, List<Merchant>>> local = new HashMap<>();
  private final Map<MerchantCategory, List<Merchant>> online =
      new EnumMap<>(MerchantCategory.class);

  public Merchants(Randomness random) {
    for (MerchantCategory category : MerchantCategory.values()) {
      if (category.isOnline()) {
        List<Merchant> merchants = new ArrayList<>();
        for (int i = 0; i < ONLINE; i++) {
          merchants.add(
              new Merchant(
                  "m-web-" + slug(category) + "-" + i,
                  category,
                  null,
                  Double.NaN,
                  Double.NaN,
                  List.of()));
        }
        online.put(category, List.copyOf(merchants));
      }
    }
    Atlas.HOMES.forEach(city -> settle(city, random));
    Atlas.FAR.forEach(city -> settle(city, random));
  }

  private void settle(City city, Randomness random) {
    Map<MerchantCategory, List<Merchant>> ofCity = new EnumMap<>(MerchantCategory.class);
    for (MerchantCategory category : MerchantCategory.values()) {
      if (category.isOnline()) {
        continue;
      }
      List<Merchant> merchants = new ArrayList<>();
      for (int i = 0; i < PER_CITY; i++) {
        String id = "m-" + city.code().toLowerCase(Locale.ROOT) + "-" + slug(category) + "-" + i;
        merchants.add(
            new Merchant(
                id,
                category,
                city,
                rounded(city.latitude() + random.between(-1, 1) * CITY_RADIUS_DEGREES),
                rounded(city.longitude() + random.between(-1, 1) * CITY_RADIUS_DEGREES),
                List.of(id + "-t1", id + "-t2")));
      }
      ofCity.put(category, List.copyOf(merchants));
    }
    local.put(city.code(), ofCity);
  }

  /** The merchants of a category that someone in this city can pay. */
  public List<Merchant> of(City city, MerchantCategory category) {
    return category.isOnline() ? online.get(category) : local.get(city.code()).get(category);
  }

  private static String slug(MerchantCategory category) {
    return category.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 1e4) / 1e4;
  }
}
