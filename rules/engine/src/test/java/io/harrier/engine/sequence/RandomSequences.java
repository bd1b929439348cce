package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternCheck;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.AmountRatio;
import io.harrier.engine.release.PatternDefinition.Condition;
import io.harrier.engine.release.PatternDefinition.Contiguity;
import io.harrier.engine.release.PatternDefinition.DifferentFrom;
import io.harrier.engine.release.PatternDefinition.SameAs;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.engine.release.PatternDefinition.Speed;
import io.harrier.engine.vocabulary.TransactionField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random patterns of every kind, and traffic in which they match now and then. */
final class RandomSequences {
  private static final String[] MARKS = {"A", "B", "C", "D"};
  private static final double[][] PLACES = {{52.52, 13.40}, {52.40, 13.06}, {48.86, 2.35}};
  private static final long MINUTE = 60_000;

  private final Random random;

  RandomSequences(long seed) {
    this.random = new Random(seed);
  }

  PatternDefinition pattern(String id) {
    PatternDefinition pattern = attempt(id);
    while (!PatternCheck.problems(pattern).isEmpty()) {
      pattern = attempt(id);
    }
    return pattern;
  }

  private PatternDefinition attempt(String id) {
    PatternBuilder pattern =
        PatternBuilder.pattern(id, (5 + random.nextInt(50)) * MINUTE)
            .skip(pick(SkipStrategy.values()));
    int steps = 1 + random.nextInt(4);
    for (int i = 0; i < steps; i++) {
      Contiguity contiguity = pick(Contiguity.values());
      List<Condition> conditions = new ArrayList<>();
      int maxTimes = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
      if (random.nextInt(3) == 0 && (i > 0 || maxTimes > 1)) {
        conditions.add(condition("s" + random.nextInt(maxTimes > 1 ? i + 1 : i)));
      }
      pattern.step("s" + i, contiguity, conditions.toArray(Condition[]::new)).mark(pick(MARKS));
      if (maxTimes > 1) {
        pattern.times(1 + random.nextInt(maxTimes), maxTimes);
      }
      if (random.nextInt(6) == 0) {
        pattern.optional();
      }
    }
    return pattern.build();
  }

  private Condition condition(String step) {
    return switch (random.nextInt(4)) {
      case 0 -> new SameAs(step, TransactionField.DEVICE_ID);
      case 1 -> new DifferentFrom(step, TransactionField.DEVICE_ID);
      case 2 -> new AmountRatio(step, new BigDecimal("0.5"), new BigDecimal("2.5"));
      default -> new Speed(step, 100);
    };
  }

  /** In order of event time; several may fall on the same one. */
  List<MarkedEvent> traffic(String userId, int size) {
    List<MarkedEvent> events = new ArrayList<>(size);
    long time = 1_700_000_000_000L;
    for (int i = 0; i < size; i++) {
      time += random.nextInt(4) == 0 ? 0 : random.nextInt(6) * MINUTE;
      if (random.nextInt(20) == 0) {
        time += 60 * MINUTE;
      }
      events.add(event(userId, userId + "-" + i, time));
    }
    return events;
  }

  MarkedEvent event(String userId, String id, long time) {
    MarkedEvent event = new MarkedEvent();
    event.userId = userId;
    event.id = id;
    event.time = time;
    event.marks = "";
    if (random.nextInt(4) > 0) {
      event.marks = pick(MARKS);
      String second = pick(MARKS);
      if (random.nextInt(5) == 0 && !second.equals(event.marks)) {
        event.marks += "," + second;
      }
    }
    event.deviceId = random.nextInt(8) == 0 ? null : "d" + random.nextInt(2);
    event.amountMinor = random.nextInt(5) * 100L;
    event.currency = random.nextInt(6) == 0 ? "USD" : "EUR";
    double[] place = pick(PLACES);
    boolean located = random.nextInt(8) > 0;
    event.latitude = located ? place[0] : Double.NaN;
    event.longitude = located ? place[1] : Double.NaN;
    return event;
  }

  private double[] pick(double[][] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
