package io.harrier.engine.release;

import io.harrier.model.ListEntry;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * A test that an analyst wrote: events of one user in, the ids of the rules and patterns that must
 * raise an alert out.
 *
 * @param file where it stands
 * @param line counted from 1
 * @param lists what is allowed, blocked and watched while it runs
 */
public record TestCase(
    String file,
    int line,
    String name,
    Optional<RiskScore> risk,
    List<ListEntry> lists,
    List<Step> steps) {

  /** The user whose events a test consists of. */
  public static final String USER_ID = "user";

  public TestCase {
    lists = List.copyOf(lists);
    steps = List.copyOf(steps);
  }

  /** A test in which nothing is listed. */
  public TestCase(String file, int line, String name, Optional<RiskScore> risk, List<Step> steps) {
    this(file, line, name, risk, List.of(), steps);
  }

  /** What happens, and what must come of it. */
  public sealed interface Step {
    int line();

    /** Ids of rules and patterns, one for each alert; nothing else may be raised. */
    List<String> alerts();
  }

  /** A transaction arrives. */
  public record Arrival(int line, Transaction transaction, List<String> alerts) implements Step {
    public Arrival {
      alerts = List.copyOf(alerts);
    }
  }

  /**
   * Nothing arrives until then.
   *
   * @param time event time, epoch milliseconds
   */
  public record Silence(int line, long time, List<String> alerts) implements Step {
    public Silence {
      alerts = List.copyOf(alerts);
    }
  }
}
