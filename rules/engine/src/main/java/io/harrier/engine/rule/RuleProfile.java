package io.harrier.engine.rule;

/**
 * What one rule, or one sequence, did and costs in one session.
 *
 * <p>Drools evaluates all rules together: equal conditions once, indexed ones by a look-up. What a
 * rule adds to that cannot be measured. So now and then the condition of each rule is evaluated by
 * itself, in addition and against the clock: that tells dear rules from cheap ones, and is an upper
 * bound of what a rule costs among others. It includes a look at the clock, some 30 ns. A sequence
 * is timed while it runs.
 *
 * @param ruleId of the rule or the sequence
 * @param raisesAlerts whether a match is an alert; a rule may only mark
 * @param evaluations on how many transactions or sessions it was evaluated; of a sequence, how
 *     often it had to run
 * @param matches how often it matched
 * @param lastMatchAt event time of what it matched last, epoch milliseconds, or {@link #NEVER}
 * @param samples how often it was timed
 * @param medianNanos what it took by itself, the median of the last samples; 0 before the first
 */
public record RuleProfile(
    String ruleId,
    boolean raisesAlerts,
    long evaluations,
    long matches,
    long lastMatchAt,
    long samples,
    int medianNanos) {

  /** The time of the last match when there was none. */
  public static final long NEVER = -1;
}
