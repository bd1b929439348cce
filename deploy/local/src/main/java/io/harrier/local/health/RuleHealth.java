package io.harrier.local.health;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one rule or sequence does and costs in the running job, over all its tasks, since they were
 * started or its release came into force.
 *
 * @param evaluations on how many transactions or sessions it was evaluated
 * @param matches how often it matched
 * @param lastMatchAt event time of what it matched last, epoch milliseconds, or -1
 * @param costNanos what it takes by itself, sampled; of the task where it takes longest
 * @param openMatches of a sequence: matches that have begun and not ended
 * @param quarantinedIn how many tasks have switched it off
 */
public record RuleHealth(
    String ruleId,
    long evaluations,
    long matches,
    long lastMatchAt,
    long costNanos,
    long openMatches,
    int quarantinedIn) {

  /** In which role a release has its rules evaluated. */
  public enum Role {
    LIVE("Evaluate_transactions."),
    CANARY("Evaluate_transactions.canary."),
    SHADOW("Evaluate_transactions.shadow.");

    private final String prefix;

    Role(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final String DETECTION_JOB = "detection";
  private static final Pattern METRIC =
      Pattern.compile(
          "(rule|sequence)\\.([^.]+)\\."
              + "(evaluations|matches|lastMatchAt|costNanos|quarantined|openMatches)");

  /** Of every rule that the running job has evaluated in a role, by id. */
  public static List<RuleHealth> ask(FlinkRest flink, Role role) throws IOException {
    SortedMap<String, Numbers> rules = new TreeMap<>();
    for (FlinkRest.Job job : flink.jobs()) {
      if (job.name().contains(DETECTION_JOB)) {
        for (Map.Entry<String, FlinkRest.Metric> metric :
            flink.metrics(job.id(), name -> isOf(role, name)).entrySet()) {
          Matcher parts = METRIC.matcher(metric.getKey().substring(role.prefix.length()));
          if (parts.matches()) {
            rules
                .computeIfAbsent(parts.group(2), id -> new Numbers())
                .set(parts.group(3), metric.getValue());
          }
        }
      }
    }
    List<RuleHealth> health = new ArrayList<>();
    rules.forEach((ruleId, numbers) -> health.add(numbers.of(ruleId)));
    return health;
  }

  private static boolean isOf(Role role, String name) {
    return name.startsWith(role.prefix)
        && METRIC.matcher(name.substring(role.prefix.length())).matches();
  }

  private static final class Numbers {
    private long evaluations;
    private long matches;
    private long lastMatchAt = -1;
    private long costNanos;
    private long openMatches;
    private int quarantinedIn;

    void set(String name, FlinkRest.Metric value) {
      switch (name) {
        case "evaluations" -> evaluations = (long) value.sum();
        case "matches" -> matches = (long) value.sum();
        case "lastMatchAt" -> lastMatchAt = (long) value.max();
        case "costNanos" -> costNanos = (long) value.max();
        case "openMatches" -> openMatches = (long) value.sum();
        case "quarantined" -> quarantinedIn = (int) value.sum();
        default -> throw new IllegalArgumentException("no number of a rule: " + name);
      }
    }

    RuleHealth of(String ruleId) {
      return new RuleHealth(
          ruleId, evaluations, matches, lastMatchAt, costNanos, openMatches, quarantinedIn);
    }
  }
}
