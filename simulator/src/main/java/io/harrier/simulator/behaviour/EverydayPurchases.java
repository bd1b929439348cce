package io.harrier.simulator.behaviour;

import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.population.City;
import io.harrier.simulator.population.Merchant;
import io.harrier.simulator.population.MerchantCategory;
import io.harrier.simulator.population.Payments;
import io.harrier.simulator.population.Persona;
import io.harrier.simulator.population.User;

/** What is bought on an ordinary day, mostly at the same few places. */
final class EverydayPurchases implements Habit {
  private static final double DECLINED = 0.012;
  private static final double ONE_MORE_TRY = 0.3;
  private static final int FAVOURITES = 3;

  @Override
  public void plan(Day day) {
    User user = day.user();
    double mean = (day.isWeekend() ? 3.0 : 2.3) * user.activity();
    Randomness random = day.random();
    for (double left = random.exponential(mean); left > 0; left -= 1) {
      if (left < 1 && !random.chance(left)) {
        break;
      }
      buy(day, category(day));
    }
  }

  private static MerchantCategory category(Day day) {
    double share = day.random().between(0.0, 1.0);
    double limit = 0;
    for (MerchantCategory category : MerchantCategory.values()) {
      limit += weight(category, day);
      if (share < limit) {
        return category;
      }
    }
    return MerchantCategory.GROCERY;
  }

  private static double weight(MerchantCategory category, Day day) {
    return switch (category) {
      case GROCERY -> 0.30;
      case RESTAURANT -> day.isWeekend() ? 0.20 : 0.15;
      case BAR -> day.dayOfWeek() >= 5 ? 0.08 : 0.02;
      case FUEL -> 0.07;
      case TRANSIT -> day.isWeekend() ? 0.04 : 0.14;
      case PHARMACY -> 0.04;
      case FASHION -> 0.05;
      case ELECTRONICS -> 0.012;
      case FURNITURE -> 0.004;
      case JEWELRY -> 0.003;
      case HOTEL -> 0.004;
      case ONLINE_RETAIL -> 0.12;
      case ONLINE_TRAVEL -> 0.008;
      case DIGITAL_GOODS -> 0.05;
    };
  }

  private static void buy(Day day, MerchantCategory category) {
    User user = day.user();
    Randomness random = day.random();
    long time =
        user.persona() == Persona.NIGHT_WORKER && random.chance(0.5)
            ? day.between(22, 29)
            : day.between(category.fromHour(), category.toHour());
    Merchant merchant = merchant(day, category, time);
    double amount =
        random.around(category.medianAmount(), category.spread()) * user.persona().spending();
    boolean declined = random.chance(DECLINED);
    while (declined) {
      day.add(Payments.purchase(user, merchant, time, amount, TransactionStatus.DECLINED));
      time += random.between(15_000L, 90_000L);
      declined = random.chance(ONE_MORE_TRY);
    }
    Transaction purchase = Payments.purchase(user, merchant, time, amount);
    day.add(purchase);
  }

  /** Nine times of ten one of the user's own places. */
  private static Merchant merchant(Day day, MerchantCategory category, long time) {
    User user = day.user();
    City city = user.cityAt(time);
    var choices = day.merchants().of(city, category);
    if (day.random().chance(0.9)) {
      int favourite = user.index() * 7 + day.random().between(1, FAVOURITES);
      return choices.get(favourite % choices.size());
    }
    return day.random().one(choices);
  }
}
