package io.harrier.engine.rule;

/**
 * What one rule did and cost in one session.
 *
 * <p>Drools evaluates all rules together: equal conditions once, indexed ones by a look-up. What a
 * rule adds to that cannot be measured. So now and then the condition of each rule is evaluated by
 * itself, in addition and against the clock: that tells dear rules from cheap ones, and is an upper
 * bound of what a rule costs among others.
 *
 * @param matches how often it matched
 * @param samples how often its condition was timed
 * @param sampledNanos what these samples took together
 */
public record RuleProfile(String ruleId, long matches, long samples, long sampledNanos) {

  /** What the condition costs by itself on average, nanoseconds; 0 before the first sample. */
  public double meanNanos() {
    return samples == 0 ? 0 : (double) sampledNanos / samples;
  }
}
