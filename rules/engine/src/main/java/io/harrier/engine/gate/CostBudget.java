package io.harrier.engine.gate;

/**
 * What a release may cost on the machine that admits it, in nanoseconds. A hundred rules of the
 * usual kind take about a microsecond together; these budgets stop what is off by orders of
 * magnitude, not what is merely slow.
 *
 * @param rule one evaluation of one rule's condition, with everything in it
 * @param sequence one transaction in one sequence, when every other transaction fits every step
 * @param transaction one transaction through the whole release: features, rules and sequences
 */
public record CostBudget(long rule, long sequence, long transaction) {
  public static final CostBudget DEFAULT = new CostBudget(10_000, 500_000, 1_000_000);

  public CostBudget {
    if (rule <= 0 || sequence <= 0 || transaction <= 0) {
      throw new IllegalArgumentException("a budget is positive, in nanoseconds");
    }
  }
}
