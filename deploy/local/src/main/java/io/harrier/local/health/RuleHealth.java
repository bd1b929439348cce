package io.harrier.local.health;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  /** Event time of what it matched last; empty if it hasn't. */
  public Optional<Instant> lastMatchTime() {
    return lastMatchAt < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(lastMatchAt));
  }

  /** In which role a release has its rules evaluated. */
  public enum Role {
    LIVE,
    CANARY,
    SHADOW
  }

  private static final Pattern METRIC =
      Pattern.compile(
          EvaluationHealth.OPERATOR
              + "\\.(?:(canary|shadow)\\.)?(?:rule|sequence)\\.([^.]+)\\."
              + "(evaluations|matches|lastMatchAt|costNanos|quarantined|openMatches)");

  /** Of every rule that a job's tasks have evaluated in each role, by id. */
  static Map<Role, List<RuleHealth>> ask(FlinkRest flink, String jobId) throws IOException {
    Map<Role, SortedMap<String, Numbers>> found = new EnumMap<>(Role.class);
    flink
        .metrics(jobId, name -> METRIC.matcher(name).matches())
        .forEach(
            (name, value) -> {
              Matcher parts = METRIC.matcher(name);
              if (parts.matches()) {
                found
                    .computeIfAbsent(role(parts.group(1)), role -> new TreeMap<>())
                    .computeIfAbsent(parts.group(2), id -> new Numbers())
                    .set(parts.group(3), value);
              }
            });
    Map<Role, List<RuleHealth>> rules = new EnumMap<>(Role.class);
    found.forEach(
        (role, numbers) ->
            rules.put(
                role,
                numbers.entrySet().stream()
                    .map(rule -> rule.getValue().of(rule.getKey()))
                    .toList()));
    return rules;
  }

  private static Role role(String group) {
    return group == null ? Role.LIVE : Role.valueOf(group.toUpperCase(Locale.ROOT));
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
