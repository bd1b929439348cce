package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternDefinition.AmountRatio;
import io.harrier.engine.release.PatternDefinition.Condition;
import io.harrier.engine.release.PatternDefinition.DifferentFrom;
import io.harrier.engine.release.PatternDefinition.SameAs;
import io.harrier.engine.release.PatternDefinition.Speed;
import java.io.Serializable;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/** The conditions of a step, computed another way than the engine does. */
final class OracleCondition {
  private OracleCondition() {}

  /** The step's own first repeat compares with nothing. */
  static Compares compares(String step, Condition condition) {
    return new Compares(step, test(condition));
  }

  private static Test test(Condition condition) {
    if (condition instanceof SameAs same) {
      return new Test("same", same.step(), 0, 0);
    }
    if (condition instanceof DifferentFrom different) {
      return new Test("different", different.step(), 0, 0);
    }
    if (condition instanceof AmountRatio ratio) {
      return new Test("ratio", ratio.step(), ratio.min().doubleValue(), ratio.max().doubleValue());
    }
    Speed speed = (Speed) condition;
    return new Test("speed", speed.step(), speed.minKmPerHour(), Double.POSITIVE_INFINITY);
  }

  private record Test(String kind, String step, double min, double max) implements Serializable {

    boolean holds(MarkedEvent earlier, MarkedEvent now) {
      return switch (kind) {
        case "same" -> now.deviceId != null && now.deviceId.equals(earlier.deviceId);
        case "different" ->
            now.deviceId != null
                && earlier.deviceId != null
                && !now.deviceId.equals(earlier.deviceId);
        case "ratio" -> {
          double ratio = (double) now.amountMinor / earlier.amountMinor;
          yield now.currency.equals(earlier.currency) && ratio >= min && ratio <= max;
        }
        default -> kilometres(earlier, now) * 3_600_000 / (now.time - earlier.time) >= min;
      };
    }

    /** Angle between two vectors from the centre of the earth. */
    private static double kilometres(MarkedEvent from, MarkedEvent to) {
      double phi1 = Math.toRadians(from.latitude);
      double phi2 = Math.toRadians(to.latitude);
      double lambda = Math.toRadians(to.longitude - from.longitude);
      double y =
          Math.hypot(
              Math.cos(phi2) * Math.sin(lambda),
              Math.cos(phi1) * Math.sin(phi2) - Math.sin(phi1) * Math.cos(phi2) * Math.cos(lambda));
      double x =
          Math.sin(phi1) * Math.sin(phi2) + Math.cos(phi1) * Math.cos(phi2) * Math.cos(lambda);
      return 6371.0088 * Math.atan2(y, x);
    }
  }

  static final class Carries extends IterativeCondition<MarkedEvent> {
    private static final long serialVersionUID = 1L;
    private final String mark;

    Carries(String mark) {
      this.mark = mark;
    }

    @Override
    public boolean filter(MarkedEvent event, Context<MarkedEvent> context) {
      return event.markSet().contains(mark);
    }
  }

  static final class Compares extends IterativeCondition<MarkedEvent> {
    private static final long serialVersionUID = 1L;
    private final String step;
    private final Test test;

    Compares(String step, Test test) {
      this.step = step;
      this.test = test;
    }

    @Override
    public boolean filter(MarkedEvent event, Context<MarkedEvent> context) throws Exception {
      MarkedEvent earlier = null;
      for (MarkedEvent each : context.getEventsForPattern(test.step())) {
        earlier = each;
      }
      return earlier == null ? test.step().equals(step) : test.holds(earlier, event);
    }
  }
}
