package io.harrier.engine.rule;

/**
 * What one rule did and costs in one session.
 *
 * <p>Drools evaluates all rules together: equal conditions once, indexed ones by a look-up. What a
 * rule adds to that cannot be measured. So now and then the condition of each rule is evaluated by
 * itself, in addition and against the clock: that tells dear rules from cheap ones, and is an upper
 * bound of what a rule costs among others. It includes a look at the clock, some 30 ns.
 *
 * @param matches how often it matched
 * @param samples how often its condition was timed
 * @param medianNanos what the condition took by itself, the median of the last samples; 0 before
 *     the first
 */
public record RuleProfile(String ruleId, long matches, long samples, int medianNanos) {}
