package io.harrier.local.health;

import io.harrier.local.health.RuleHealth.Role;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the running detection job says of the rules that it evaluates.
 *
 * @param inForce the releases that have decided last in its tasks: one, but for the moment of a
 *     change; none before the first transaction
 * @param rules by the role of their release. Rules of releases that had the role before are among
 *     them, with the figures that they had in the end
 */
public record EvaluationHealth(Set<String> inForce, Map<Role, List<RuleHealth>> rules) {
  static final String OPERATOR = "Evaluate_transactions";
  private static final String DETECTION_JOB = "detection";

  /** Flink collects metrics in the background, within some tens of milliseconds. */
  private static final long PAUSE_MILLIS = 250;

  private static final int ATTEMPTS = 4;

  public EvaluationHealth {
    inForce = Set.copyOf(inForce);
    rules = rules.isEmpty() ? Map.of() : new EnumMap<>(rules);
  }

  /**
   * Asks Flink; takes about half a second.
   *
   * @return empty if no detection job runs
   * @throws IOException if Flink does not answer
   */
  public static Optional<EvaluationHealth> ask(FlinkRest flink) throws IOException {
    Optional<FlinkRest.Job> job =
        flink.jobs().stream()
            .filter(each -> each.name().contains(DETECTION_JOB) && each.isRunning())
            .findFirst();
    if (job.isEmpty()) {
      return Optional.empty();
    }
    String id = job.get().id();
    EvaluationHealth health = read(flink, id);
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      pause();
      // The first answer is of the time when somebody asked before.
      health = read(flink, id);
      if (!health.rules.isEmpty()) {
        break;
      }
    }
    return Optional.of(health);
  }

  /** Of some rules in a role, in the order in which the job names them. */
  public List<RuleHealth> of(Role role, Collection<String> ruleIds) {
    return rules.getOrDefault(role, List.of()).stream()
        .filter(rule -> ruleIds.contains(rule.ruleId()))
        .toList();
  }

  private static EvaluationHealth read(FlinkRest flink, String jobId) throws IOException {
    Set<String> inForce = flink.texts(jobId, OPERATOR + ".releaseInForce");
    inForce.remove("");
    return new EvaluationHealth(inForce, RuleHealth.ask(flink, jobId));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
